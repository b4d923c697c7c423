package io.telltale.poller.task;

import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Configured poll tasks: a file with a JSON object per line. Empty lines are passed over. Every
 * wrong line is a fault of the configuration.
 */
public final class PollTaskFile {

    private static final String VARIABLE = "TELLTALE_POLL_TASKS_FILE";

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
            var task = PollTaskForm.read(line).task();
            return before.stream().anyMatch(other -> other.getId().equals(task.getId()))
                    ? fault(number, "a task of its own", task.getId() + " once more")
                    : Optional.of(task);
        } catch (InvalidPollTaskException e) {
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
}
