package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a person types while the stack runs, as they type it. */
final class CommandLines {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningStack stack;
    private final Path root;
    private final Path folder;

    /**
     * In a checkout.
     *
     * @param folder where output is kept meanwhile
     */
    CommandLines(RunningStack stack, Path root, Path folder) {
        this.stack = stack;
        this.root = root.toAbsolutePath().normalize();
        this.folder = folder;
    }

    /** {@code ./telltale consume TOPIC}, to the end of the topic. */
    List<JsonNode> consume(String topic) throws IOException, InterruptedException {
        var file = folder.resolve("lines of " + topic);
        var command = command(file, root.resolve("telltale").toString(), "consume", topic);
        command.environment()
                .putAll(
                        Map.of(
                                "TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
                                stack.bootstrapServers(),
                                "TELLTALE_REGISTRY_URL",
                                stack.registry().toString()));
        var process = command.start();
        try {
            assertThat(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("./telltale consume " + topic).isZero();
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            lines.add(new JsonMapper().readTree(line));
        }
        return lines;
    }

    /** The consumer of {@code docs/examples}, until it has printed all of this. */
    void examplePrints(String... texts) throws IOException {
        var file = folder.resolve("lines of the example");
        var process =
                command(
                                file,
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                "streams-app/target/app/lib/*",
                                "docs/examples/DeviceStates.java",
                                stack.bootstrapServers(),
                                stack.registry().toString())
                        .start();
        try {
            Await.untilAsserted(LIMIT, () -> assertThat(file).content().contains(texts));
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessBuilder command(Path output, String... arguments) {
        return new ProcessBuilder(arguments)
                .directory(root.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
