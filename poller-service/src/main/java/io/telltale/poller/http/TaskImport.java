package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.poller.http.TaskEdits.Edited;
import io.telltale.poller.task.InvalidPollTaskException;
import io.telltale.schemas.record.PollTask;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Imports tasks, one JSON object a line. A wrong line costs only itself. Lines are written in
 * groups while the rest is read; when the connection breaks, what was read is written, and
 * importing again is idempotent.
 */
@Singleton
final class TaskImport {

    private static final int GROUP = 500;

    private final TaskEdits edits;

    TaskImport(TaskEdits edits) {
        this.edits = edits;
    }

    /**
     * The result of an import.
     *
     * @param created tasks that are new
     * @param updated tasks that changed
     * @param unchanged tasks that existed like this
     * @param refused lines that are no task
     * @param items one per line that is not empty, in their order
     */
    @Serdeable
    record Report(long created, long updated, long unchanged, long refused, List<Line> items) {}

    /**
     * The result of a line.
     *
     * @param line its number, from 1
     * @param result CREATED, UPDATED, UNCHANGED or REFUSED
     * @param id of the task
     * @param reason why it was refused
     */
    @Serdeable
    record Line(int line, Result result, @Nullable String id, @Nullable String reason) {}

    /** The result of a line. */
    enum Result {
        CREATED,
        UPDATED,
        UNCHANGED,
        REFUSED
    }

    Report take(InputStream body) throws IOException {
        var lines = new ArrayList<Line>();
        var group = new ArrayList<PollTask>();
        var inGroup = new HashSet<String>();
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        var number = 0;
        for (var text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            if (!text.isBlank()) {
                lines.add(line(number, text, group, inGroup));
            }
            if (group.size() >= GROUP) {
                write(group, inGroup);
            }
        }
        write(group, inGroup);
        return new Report(
                count(lines, Result.CREATED),
                count(lines, Result.UPDATED),
                count(lines, Result.UNCHANGED),
                count(lines, Result.REFUSED),
                lines);
    }

    private Line line(int number, String text, List<PollTask> group, Set<String> inGroup) {
        try {
            var given = edits.read(text);
            if (inGroup.contains(given.task().getId())) {
                write(group, inGroup); // the later line is about the task of the earlier one
            }
            var edited = edits.over(given);
            if (edited.isChanged()) {
                group.add(edited.task());
                inGroup.add(edited.task().getId());
            }
            return new Line(number, result(edited), edited.task().getId(), null);
        } catch (InvalidPollTaskException e) {
            return new Line(number, Result.REFUSED, null, String.valueOf(e.getMessage()));
        }
    }

    private static Result result(Edited edited) {
        if (edited.isNew()) {
            return Result.CREATED;
        }
        return edited.isChanged() ? Result.UPDATED : Result.UNCHANGED;
    }

    private void write(List<PollTask> group, Set<String> inGroup) {
        edits.write(List.copyOf(group));
        group.clear();
        inGroup.clear();
    }

    private static long count(List<Line> lines, Result result) {
        return lines.stream().filter(line -> line.result() == result).count();
    }
}
