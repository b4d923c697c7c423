package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.poller.poll.TaskState;
import io.telltale.poller.poll.Turn;
import io.telltale.poller.poll.Turn.Next;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaskLoopTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    private static final PollTask TASK =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00001",
                    Map.of(),
                    Duration.ofSeconds(1));

    private final List<String> story = new ArrayList<>();
    private final Deque<Function<TaskState, Turn>> turns = new ArrayDeque<>();

    @Test
    void handsThePermitOn_onlyAfterTheCommit() {
        turns.add(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        turns.add(state -> answered(state, new Next.Never()));

        loop(NOW, (task, turn) -> story.add("commit")).run();

        assertThat(story).containsExactly("turn -", "commit", "turn T1", "commit");
    }

    @Test
    void dropsThePermit_afterATurnThatFailed() {
        turns.add(state -> answered(state, new Next.AtOnce()).permitting("T1"));
        turns.add(state -> new Turn.Failed("UNAVAILABLE", "gone", Optional.empty()));
        turns.add(state -> answered(state, new Next.Never()));

        loop(NOW, (task, turn) -> story.add("commit")).run();

        assertThat(story).containsExactly("turn -", "commit", "turn T1", "turn -", "commit");
    }

    @Test
    void endsAtOnce_whenACommitFails() {
        turns.add(state -> answered(state, new Next.AtOnce()).permitting("T1"));

        var loop =
                loop(
                        NOW,
                        (task, turn) -> {
                            throw new CommitFailed("fenced", new IllegalStateException());
                        });

        assertThatThrownBy(loop::run).isInstanceOf(CommitFailed.class);
        assertThat(story).containsExactly("turn -");
    }

    @Test
    void aBugInOneTurnIsAFailureOfThatTurn() {
        turns.add(state -> {
            throw new IllegalStateException("bug");
        });
        turns.add(state -> new Turn.Unchanged(new Next.Never()));

        loop(NOW, (task, turn) -> story.add("commit")).run();

        assertThat(story).containsExactly("turn -", "turn -");
    }

    @Test
    void ourClockNeverGoesBack_evenWhenTheLastOwnersWasAhead() {
        var seen = new ArrayList<Instant>();
        turns.add(state -> {
            seen.add(state.now());
            return new Turn.Unchanged(new Next.Never());
        });

        loop(NOW.minusSeconds(60), (task, turn) -> story.add("commit")).run();

        assertThat(seen).containsExactly(NOW);
    }

    @Test
    void aTaskThatIsDoneIsNotPolledAgain() {
        turns.add(state ->
                Turn.Answered.with(
                        TaskProgress.newBuilder(state.progress()).setDone(true).build(),
                        new Next.Never()));

        var loop = loop(NOW, (task, turn) -> story.add("commit"));
        loop.run();

        assertThat(loop.status().state()).isEqualTo(TaskStatus.State.DONE);
    }

    private TaskLoop loop(Instant wallClock, Commits commits) {
        return new TaskLoop(
                TASK,
                state -> {
                    story.add("turn " + state.permit().map(Permit::token).orElse("-"));
                    return turns.remove().apply(state);
                },
                TaskProgress.newBuilder().setObservedAt(NOW).build(),
                new TreeMap<>(),
                new TreeMap<>(),
                commits,
                Clock.fixed(wallClock, ZoneOffset.UTC));
    }

    private static Turn.Answered answered(TaskState state, Next next) {
        return Turn.Answered.with(state.progress(), next);
    }
}
