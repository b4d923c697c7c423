package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.schedule.TaskStatus.State;
import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRuntimeStatusTest {

    private static final Instant NOW = Instant.parse("2026-11-20T23:00:00Z");
    private static final Duration IN_A_MINUTE = Duration.ofMinutes(1);

    private final PollTask task =
            PollTasks.create(
                    PollKind.THINGSPACE_SMS_QUEUE,
                    "0000123456-00001",
                    Map.of(),
                    Duration.ofDays(1));
    private final PollTask paused = PollTask.newBuilder(task).setPaused(true).build();
    private final TaskRuntimeStatus status =
            new TaskRuntimeStatus(
                    new CommittedTaskState(
                            Optional.empty(), NOW, Map.of(), Map.of(), Optional.empty()),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aTaskThatIsResumedWaits_alsoBeforeItsLoopHasLooked() {
        status.waits(Optional.of(IN_A_MINUTE));

        assertThat(status.of(paused).state()).isEqualTo(State.PAUSED);
        assertThat(status.of(task).state()).isEqualTo(State.WAITING);
        assertThat(status.of(task).nextRunAt()).contains(NOW.plus(IN_A_MINUTE));
    }

    @Test
    void onlyATaskThatWaitsHasANextPoll() {
        status.waits(Optional.of(IN_A_MINUTE));
        assertThat(status.of(paused).nextRunAt()).isEmpty();

        status.runs();

        assertThat(status.of(task).state()).isEqualTo(State.RUNNING);
        assertThat(status.of(task).nextRunAt()).isEmpty();
    }

    @Test
    void aTaskWithNothingLeftToAskIsDone() {
        status.waits(Optional.empty());

        assertThat(status.of(task).state()).isEqualTo(State.DONE);
    }
}
