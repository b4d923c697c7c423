package io.telltale.poller.poll;

import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.TaskProgress;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a turn starts from, turn after turn, as the loop keeps it. */
final class TaskStates {

    static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");

    private TaskProgress progress = TaskProgress.newBuilder().setObservedAt(NOW).build();
    private final NavigableMap<String, PageFingerprint> pages = new TreeMap<>();
    private Optional<String> permit = Optional.empty();

    TaskState next() {
        return new TaskState(progress, pages, permit, NOW);
    }

    /** The turn was committed. */
    Turn.Answered committed(Turn turn) {
        var answered = (Turn.Answered) turn;
        progress = answered.progress();
        answered.page().ifPresent(page -> pages.put(page.getFirstCursor(), page));
        permit = answered.permit();
        return answered;
    }

    /** The process died after the last commit and another one took over. */
    void takenOver() {
        permit = Optional.empty();
    }
}
