package io.telltale.poller.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a poll task as people write it, {@code
 * {"kind":"THINGSPACE_SMS_QUEUE","account":"0000123456-00001","parameters":{},"interval":"PT30S","paused":false}}.
 * All but kind and account may be left out.
 */
public final class PollTaskForm {

    private static final List<String> KNOWN =
            List.of("kind", "account", "parameters", "interval", "paused");
    private static final int DEEPEST = 8;
    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PollTaskForm() {}

    /**
     * What was read.
     *
     * @param task not paused unless it is given as paused
     * @param saysPaused whether it has the member paused
     */
    public record Given(PollTask task, boolean saysPaused) {

        /**
         * Replaces a task that exists. Commands and, unless paused is given, a pause stay; other
         * parameters add the command to poll now, which also wakes a task that is done.
         */
        public PollTask over(PollTask before, Instant now) {
            var changed =
                    PollTask.newBuilder(before)
                            .setParameters(task.getParameters())
                            .setIntervalMillis(task.getIntervalMillis())
                            .setPaused(saysPaused ? task.getPaused() : before.getPaused())
                            .build();
            return task.getParameters().equals(before.getParameters())
                    ? changed
                    : TaskCommands.pollNow(changed, Optional.empty(), now);
        }
    }

    /**
     * Reads one.
     *
     * @throws InvalidPollTaskException naming what is wrong
     */
    public static Given read(String json) {
        var node = tree(json);
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw InvalidPollTaskException.of(
                            name, "one of " + String.join(", ", KNOWN), "given");
                });
        var kind = kind(text(node, "kind").orElse(""));
        var task =
                PollTasks.create(
                        kind,
                        text(node, "account").orElse(""),
                        parameters(node.path("parameters")),
                        text(node, "interval")
                                .map(PollTaskForm::interval)
                                .orElseGet(() -> TaskKinds.usualInterval(kind)));
        var paused = node.path("paused");
        return new Given(TaskCommands.paused(task, paused(paused)), !paused.isMissingNode());
    }

    private static JsonNode tree(String json) {
        try {
            var node = JSON.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw InvalidPollTaskException.of(
                    "body", "a JSON object", "no JSON, or twice the same member");
        }
        throw InvalidPollTaskException.of("body", "a JSON object", "something else");
    }

    private static Optional<String> text(JsonNode node, String name) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw InvalidPollTaskException.of(name, "a text", value.toString());
        }
        return Optional.of(value.asText());
    }

    private static PollKind kind(String word) {
        return Arrays.stream(PollKind.values())
                .filter(kind -> kind != PollKind.UNKNOWN && kind.name().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        InvalidPollTaskException.of(
                                "kind",
                                Arrays.stream(PollKind.values())
                                        .filter(kind -> kind != PollKind.UNKNOWN)
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ", "one of ", "")),
                                word));
    }

    /** Numbers and true or false count as their text. */
    private static Map<String, String> parameters(JsonNode node) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw InvalidPollTaskException.of("parameters", "an object", node.toString());
        }
        var parameters = new HashMap<String, String>();
        node.properties()
                .forEach(entry -> {
                    if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                        throw InvalidPollTaskException.of(
                                "parameters." + entry.getKey(),
                                "a text",
                                entry.getValue().toString());
                    }
                    parameters.put(entry.getKey(), entry.getValue().asText());
                });
        return parameters;
    }

    private static Duration interval(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw InvalidPollTaskException.of(
                    "interval", "a duration from 1 s to 30 days, such as PT30S", text);
        }
    }

    private static boolean paused(JsonNode node) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw InvalidPollTaskException.of("paused", "true or false", node.toString());
        }
        return node.asBoolean(false);
    }
}
