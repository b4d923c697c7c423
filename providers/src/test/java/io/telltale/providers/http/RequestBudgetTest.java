package io.telltale.providers.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RequestBudgetTest {

    private final FakeTime time = new FakeTime();
    private final long start = time.currentTimeNanos();

    @Test
    void startsEmpty_soThatATakeOverAddsNothing() throws Exception {
        budget(600).await(false);

        assertThat(passed()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void letsRequestsOutEvenly() throws Exception {
        var budget = budget(600);

        for (var request = 0; request < 100; request++) {
            budget.await(false);
        }

        assertThat(passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void savesUpNoMoreThanASecondsWorth() throws Exception {
        var budget = budget(600);
        time.pass(Duration.ofHours(1));

        for (var request = 0; request < 11; request++) {
            budget.await(false);
        }

        assertThat(passed()).isEqualTo(Duration.ofHours(1).plusMillis(100));
    }

    @Test
    void letsOneOutAMinute_whenThatIsAll() throws Exception {
        var budget = budget(1);

        budget.await(false);
        budget.await(false);

        assertThat(passed()).isEqualTo(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 59, 60, 61, 600, 1234, 60_000})
    void isNeverExceeded_inAnyWindow(int perMinute) throws Exception {
        var seed = 20_260_101L + perMinute;
        var random = new Random(seed);
        var budget = budget(perMinute);
        List<Long> sent = new ArrayList<>();
        for (var request = 0; request < 1000; request++) {
            if (random.nextInt(50) == 0) {
                time.pass(Duration.ofMillis(random.nextInt(3000)));
            }
            budget.await(false);
            sent.add(time.currentTimeNanos() - start);
        }

        for (var seconds : List.of(1, 10, 60)) {
            var most = perMinute / 60.0 * (seconds + 1) + 1;
            var first = 0;
            for (var last = 0; last < sent.size(); last++) {
                while (sent.get(last) - sent.get(first) > seconds * 1_000_000_000L) {
                    first++;
                }
                assertThat(last - first + 1).as("seed %d", seed).isLessThanOrEqualTo((int) most);
            }
        }
    }

    @Test
    void holdsAll_untilTheProvidersPatienceIsBack() throws Exception {
        var budget = budget(OptionalInt.empty());
        budget.hold(Duration.ofSeconds(7));
        budget.hold(Duration.ofSeconds(3));

        assertThat(budget.await(false)).isEmpty();

        assertThat(passed()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void answersALongHold_insteadOfWaiting() throws Exception {
        var budget = budget(600);
        budget.hold(Duration.ofMinutes(5));
        time.pass(Duration.ofMinutes(1));

        assertThat(budget.await(false)).contains(Duration.ofMinutes(4));
    }

    @Test
    void answersThatCameTogetherHoldOnce() {
        var budget = budget(600);

        var first = budget.hold();

        assertThat(budget.hold()).isEqualTo(first);
        assertThat(budget.hold()).isEqualTo(first);
    }

    @Test
    void waitsForAHoldThatBeginsWhileItWaits() throws Exception {
        var budgets = new ArrayList<RequestBudget>();
        var budget =
                new RequestBudget(
                        OptionalInt.of(60),
                        time,
                        nanos -> {
                            time.park(nanos);
                            if (passed().equals(Duration.ofSeconds(1))) {
                                budgets.getFirst().hold(Duration.ofSeconds(5));
                            }
                        });
        budgets.add(budget);

        budget.await(false);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void isGivenUp_whenInterrupted() throws Exception {
        var budget =
                new RequestBudget(
                        OptionalInt.of(1),
                        TimeMeter.SYSTEM_NANOTIME,
                        nanos -> {
                            throw new InterruptedException();
                        });

        assertThatThrownBy(() -> budget.await(false)).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> budget.await(false)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void letsAnUrgentRequestOutWithinTwoPeriods_howeverManyWait() throws Exception {
        var waiting = new CountDownLatch(1);
        var mayGo = new Semaphore(0);
        var budget =
                new RequestBudget(
                        OptionalInt.of(600),
                        time,
                        nanos -> {
                            waiting.countDown();
                            mayGo.acquire();
                            time.park(nanos);
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = new ArrayList<Future<Optional<Duration>>>();
            for (var other = 0; other < 101; other++) {
                others.add(threads.submit(() -> budget.await(false)));
            }
            waiting.await();
            queued(budget, 100);
            var urgent =
                    threads.submit(() -> {
                        budget.await(true);
                        return passed();
                    });
            queued(budget, 101);

            mayGo.release(2);

            assertThat(urgent.get(10, SECONDS)).isEqualTo(Duration.ofMillis(200));
            mayGo.release(100);
            for (var other : others) {
                assertThat(other.get()).isEmpty();
            }
        }

        assertThat(passed()).isEqualTo(Duration.ofMillis(10_200));
    }

    private static void queued(RequestBudget budget, int requests) {
        while (budget.waiting() < requests) {
            Thread.onSpinWait();
        }
    }

    @Test
    void letsRequestsOutInTheOrderTheyCame() throws Exception {
        var waiting = new CountDownLatch(1);
        var mayGo = new Semaphore(0);
        var budget =
                new RequestBudget(
                        OptionalInt.of(60),
                        time,
                        nanos -> {
                            waiting.countDown();
                            mayGo.acquire();
                            time.park(nanos);
                        });
        List<Integer> order = new CopyOnWriteArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 20; n++) {
                var number = n;
                var before = budget.waiting();
                var queued =
                        threads.submit(() -> {
                            budget.await(false);
                            order.add(number);
                            return number;
                        });
                if (n == 0) {
                    waiting.await();
                }
                while (n > 0 && budget.waiting() == before) {
                    assertThat(queued).isNotDone();
                    Thread.onSpinWait();
                }
            }
            for (var gone = 1; gone <= 20; gone++) {
                mayGo.release();
                while (order.size() < gone) {
                    Thread.onSpinWait();
                }
            }
        }

        assertThat(order).isSorted().hasSize(20);
    }

    private RequestBudget budget(int perMinute) {
        return budget(OptionalInt.of(perMinute));
    }

    private RequestBudget budget(OptionalInt perMinute) {
        return new RequestBudget(perMinute, time, time);
    }

    private Duration passed() {
        return Duration.ofNanos(time.currentTimeNanos() - start);
    }
}
