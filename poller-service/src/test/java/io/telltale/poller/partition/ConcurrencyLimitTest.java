package io.telltale.poller.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;
import io.telltale.poller.schedule.CommittedTaskState;
import io.telltale.poller.schedule.HealthReporter;
import io.telltale.poller.schedule.ScheduledTask;
import io.telltale.poller.task.PollTasks;
import io.telltale.providers.http.Backoff;
import io.telltale.schemas.record.PollKind;
import io.telltale.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = ConcurrencyLimit.usual();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger took = new AtomicInteger();
    private final List<ScheduledTask> tasks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void atMostTwentyTasksOfAnAccountPollAtOnce_andAllArePolled() {
        start(200);

        Await.until(() -> running.get() == 20, () -> running + " at once");
        answers.release(200);
        Await.until(() -> took.get() == 200, () -> took + " polls");
    }

    @Test
    void tasksThatWaitForAPlaceEnd_whenStopped() throws Exception {
        start(200);
        Await.until(() -> running.get() == 20, () -> running + " at once");

        tasks.forEach(ScheduledTask::stop);
        answers.release(20);

        for (var thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(took).hasValue(20);
    }

    private void start(int number) {
        var task =
                PollTasks.create(
                        PollKind.GRAPH_COMMAND,
                        "demo",
                        Map.of("deviceId", "d", "commandId", "c"),
                        Duration.ofSeconds(60));
        for (int i = 0; i < number; i++) {
            var polled =
                    new ScheduledTask(
                            task,
                            _ -> new Slow(),
                            CommittedTaskState.beginning(Instant.now()),
                            Optional.empty(),
                            id -> List.of(),
                            new HealthReporter(Optional.empty()),
                            Backoff.usual(),
                            Clock.systemUTC());
            tasks.add(polled);
            threads.add(Thread.ofVirtual().start(() -> run(polled)));
        }
    }

    private static void run(ScheduledTask task) {
        try {
            new TaskLoop(task, _ -> {}).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers when it may. */
    private final class Slow implements TaskPoll {
        @Override
        public PollResult poll(PollInput input) {
            assertThat(running.incrementAndGet()).isLessThanOrEqualTo(20);
            answers.acquireUninterruptibly();
            running.decrementAndGet();
            took.incrementAndGet();
            return new PollResult.Unchanged(new PollResult.Next.Never());
        }

        @Override
        public ConcurrencyLimit limit() {
            return limit;
        }
    }
}
