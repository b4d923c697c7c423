package io.telltale.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.consume.CannotReadException;
import io.telltale.localstack.consume.ConsumableTopic;
import io.telltale.localstack.consume.ConsumeRun;
import io.telltale.localstack.consume.RecordSelection;
import io.telltale.localstack.consume.StartPosition;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./telltale consume}. */
@Command(
        name = "consume",
        description = "Prints the records of a topic, a line of JSON each, to its end.",
        footer = {
            "",
            "Reads what is committed, in no consumer group. A value of null is a tombstone; a record that",
            "cannot be read has an \"error\". Reads the stack of this machine unless the services'",
            "TELLTALE_KAFKA_*, TELLTALE_REGISTRY_*, TELLTALE_SERDE_* and TELLTALE_PREFIX change that.",
            "Exit code: 0 done or stopped by Ctrl-C, 1 a record could not be read or reading broke off,",
            "2 wrong usage, no such topic, no broker or no registry."
        },
        mixinStandardHelpOptions = true)
final class ConsumeCommand implements Callable<Integer> {

    private static final int COULD_NOT_READ = 2;

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "TOPIC", description = "Such as device.state.v1.")
    @SuppressWarnings("NullAway.Init")
    private String topic;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "beginning",
            description =
                    "beginning, end, a time such as 2026-11-20T23:00:00Z, or with --partition an offset (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
    private @Nullable String key;

    @Option(names = "--partition", paramLabel = "N", description = "Only this partition.")
    private @Nullable Integer partition;

    @Option(names = "--max", paramLabel = "N", description = "Ends after N lines.")
    private @Nullable Long max;

    @Option(names = "--follow", description = "Goes on where the topic ends, until Ctrl-C.")
    private boolean follow;

    private long lines;

    /** With the variables of the process. */
    ConsumeCommand() {
        this(System.getenv());
    }

    ConsumeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var selection = selection();
        var settings = Settings.of(environment);
        var kafka = KafkaSettings.read(settings);
        var registry = SerdeSettings.read(settings);
        var layout = TopicLayout.read(settings);
        try {
            settings.refuseIfFaulty();
        } catch (InvalidSettingsException e) {
            return refused(e.getMessage());
        }
        if (ConsumableTopic.isSecret(topic, layout)) {
            return refused(topic + " is not shown: it holds credentials, sealed.");
        }
        var source = ConsumableTopic.named(topic, layout);
        if (source.isEmpty()) {
            return refused(
                    "There is no topic '%s'. There are:%n  %s"
                            .formatted(
                                    topic,
                                    String.join(
                                            System.lineSeparator() + "  ",
                                            ConsumableTopic.names(layout))));
        }
        try {
            return print(ConsumeRun.of(kafka, registry, source.get()), selection);
        } catch (CannotReadException e) {
            refused(e.getMessage());
            return lines == 0 ? COULD_NOT_READ : 1;
        }
    }

    private RecordSelection selection() {
        var start =
                StartPosition.parse(from)
                        .orElseThrow(() ->
                                wrong(
                                        "Expected --from beginning, end, an offset or a time such as 2026-11-20T23:00:00Z, was '%s'.",
                                        from));
        if (start instanceof StartPosition.Offset && partition == null) {
            throw wrong(
                    "Expected --partition with --from %s: each partition counts its own.", from);
        }
        if (partition != null && partition < 0) {
            throw wrong("Expected --partition of 0 or more, was %s.", partition);
        }
        if (max != null && max < 1) {
            throw wrong("Expected --max of 1 or more, was %s.", max);
        }
        return new RecordSelection(
                start,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                Optional.ofNullable(key),
                max == null ? Long.MAX_VALUE : max,
                follow);
    }

    private ParameterException wrong(String sentence, Object was) {
        return new ParameterException(spec.commandLine(), sentence.formatted(was));
    }

    private int print(ConsumeRun reader, RecordSelection selection) throws CannotReadException {
        var onSignal =
                new StopOnSignal(() -> {
                    reader.stop();
                    return exitCode(reader);
                });
        onSignal.arm();
        try {
            reader.read(selection, this::isPrinted);
            return exitCode(reader);
        } finally {
            onSignal.disarm();
        }
    }

    /** False when whoever read our lines has gone, such as head. */
    private boolean isPrinted(JsonNode line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        lines++;
        return !out.checkError();
    }

    private static int exitCode(ConsumeRun reader) {
        return reader.unreadable() == 0 ? 0 : 1;
    }

    private int refused(@Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        return COULD_NOT_READ;
    }
}
