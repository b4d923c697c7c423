package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk on processes, as {@code ./telltale up} starts them. */
final class WalkIT {

    /** Of which the fleet of the walk makes none. */
    private static final Set<String> WITHOUT_RECORDS = Set.of("dead-letter.v1", "campaign.info.v1");

    @TempDir private Path data;
    @TempDir private Path outputs;

    @Test
    void answersForTheWholeFleet_andTheSameAfterARestart() throws Exception {
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        var begin = Instant.now();
        try (var stack = new ProcessStack(root, data);
                var http = HttpClient.newHttpClient()) {
            stack.start();
            var walk = new Walk(stack, http);
            walk.holds();
            var examples = new DocumentedExamples(root.resolve("README.md"));
            assertThat(examples.count()).isEqualTo(3);
            examples.hold(stack, http);
            var before = walk.answers();

            stack.restart();
            walk.holds();

            assertThat(walk.answers()).isEqualTo(before);
            // By now the broker has looked at the records of the first run several times.
            EventTopics.areWhole(stack.bootstrapServers());
            var document = root.resolve("docs").resolve("asyncapi.json");
            var counts = new DocumentedTopics(stack, http, document, begin).hold();
            showsTheTopics(new CommandLines(stack, root, outputs), counts);
        }
    }

    private static void showsTheTopics(CommandLines commands, Map<String, Integer> counts)
            throws Exception {
        assertThat(counts)
                .allSatisfy((topic, count) -> {
                    if (!WITHOUT_RECORDS.contains(topic)) {
                        assertThat(count).as("records on " + topic).isPositive();
                    }
                });
        assertThat(commands.consume("device.sms.v1"))
                .hasSize(counts.getOrDefault("device.sms.v1", 0))
                .extracting(line -> line.at("/value/text").asText())
                .contains("testmessage1", "testmessage2");
        assertThat(commands.consume("device.state.v1"))
                .anySatisfy(line ->
                        assertThat(line.get("key").asText()).isEqualTo("imei:990000560000001"));
        commands.examplePrints(
                "imei:990000560000001 is now {\"deviceKey\": \"imei:990000560000001\"");
    }
}
