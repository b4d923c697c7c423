package io.telltale.poller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.poll.ConcurrencyLimit;
import io.telltale.poller.poll.PollInput;
import io.telltale.poller.poll.PollResult;
import io.telltale.poller.poll.TaskPoll;
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

class PlacesTest {

    private final ConcurrencyLimit places = ConcurrencyLimit.usual();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger took = new AtomicInteger();
    private final List<TaskLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void tasksTakeTurnsInPlaces_andAllGetTheirs() {
        start(200);

        Await.until(() -> running.get() == 20, () -> running + " at once");
        answers.release(200);
        Await.until(() -> took.get() == 200, () -> took + " turns");
    }

    @Test
    void tasksThatWaitForAPlaceEnd_whenToldToStop() throws Exception {
        start(200);
        Await.until(() -> running.get() == 20, () -> running + " at once");

        loops.forEach(TaskLoop::stop);
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
            var loop =
                    new TaskLoop(
                            task,
                            _ -> new Slow(),
                            new CommittedTaskState(
                                    Optional.empty(),
                                    Instant.now(),
                                    Map.of(),
                                    Map.of(),
                                    Optional.empty()),
                            id -> List.of(),
                            (of, writes, reached, at) -> {},
                            new HealthReporter(Optional.empty()),
                            Backoff.usual(),
                            Clock.systemUTC());
            loops.add(loop);
            threads.add(Thread.ofVirtual().start(loop));
        }
    }

    /** Answers when it may. */
    private final class Slow implements TaskPoll {
        @Override
        public PollResult turn(PollInput state) {
            assertThat(running.incrementAndGet()).isLessThanOrEqualTo(20);
            answers.acquireUninterruptibly();
            running.decrementAndGet();
            took.incrementAndGet();
            return new PollResult.Unchanged(new PollResult.Next.Never());
        }

        @Override
        public Optional<ConcurrencyLimit> places() {
            return Optional.of(places);
        }
    }
}
