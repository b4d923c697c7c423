package io.telltale.poller.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Configured poll tasks: a file with a JSON object per line, {@code
 * {"kind":"THINGSPACE_SMS_QUEUE","account":"0000123456-00001","parameters":{},"interval":"PT30S"}}.
 * Empty lines are passed over. Every wrong line is a fault of the configuration.
 */
public final class PollTaskFile {

    private static final String VARIABLE = "TELLTALE_POLL_TASKS_FILE";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final Settings settings;
    private final Path path;

    private PollTaskFile(Settings settings, Path path) {
        this.settings = settings;
        this.path = path;
    }

    /** The tasks of the file that is configured; none when there is no such file configured. */
    public static List<PollTask> read(Settings settings) {
        return settings.optionalPath(VARIABLE)
                .map(path -> new PollTaskFile(settings, path).lines())
                .orElse(List.of());
    }

    private List<PollTask> lines() {
        var tasks = new ArrayList<PollTask>();
        try {
            var lines = Files.readAllLines(path);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    line(lines.get(i), i + 1, tasks).ifPresent(tasks::add);
                }
            }
        } catch (IOException e) {
            settings.fault(VARIABLE, "a file that can be read", path.toString(), tasks);
        }
        return tasks;
    }

    private Optional<PollTask> line(String line, int number, List<PollTask> before) {
        try {
            var task = task(JSON.readTree(line));
            return before.stream().anyMatch(other -> other.getId().equals(task.getId()))
                    ? fault(number, "a task of its own", task.getId() + " once more")
                    : Optional.of(task);
        } catch (JsonProcessingException e) {
            return fault(number, "a JSON object", "no JSON");
        } catch (IllegalArgumentException e) {
            return fault(number, "a poll task", "one whose " + e.getMessage());
        }
    }

    private Optional<PollTask> fault(int number, String expected, String was) {
        return settings.fault(
                VARIABLE,
                "%s in line %d of %s".formatted(expected, number, path),
                was,
                Optional.empty());
    }

    private static PollTask task(JsonNode node) {
        return PollTasks.create(
                kind(node.path("kind").asText()),
                node.path("account").asText(),
                parameters(node.path("parameters")),
                interval(node.path("interval").asText("PT30S")));
    }

    private static PollKind kind(String word) {
        try {
            return PollKind.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kind is '%s' instead of one of %s".formatted(word, List.of(PollKind.values())),
                    e);
        }
    }

    private static Map<String, String> parameters(JsonNode node) {
        var parameters = new HashMap<String, String>();
        node.properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        return parameters;
    }

    private static Duration interval(String text) {
        try {
            var interval = Duration.parse(text);
            if (interval.compareTo(SHORTEST) >= 0) {
                return interval;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "interval is '%s' instead of a duration".formatted(text), e);
        }
        throw new IllegalArgumentException(
                "interval is '%s' instead of 1 s or more".formatted(text));
    }
}
