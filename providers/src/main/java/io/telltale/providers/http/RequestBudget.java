package io.telltale.providers.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Rate limit of one account, sign-in included; one per account, shared by its senders and threads.
 * Requests are sent in order of arrival, but urgent ones first.
 *
 * <p>It starts empty, so that a take-over never adds to what the previous instance used. When the
 * provider asks to wait, nothing of the account is sent until that time is over. Where it names no
 * time, the hold is ours, longer each time until it answers again.
 */
public final class RequestBudget {

    /** A request that would wait longer is answered Throttled at once. */
    static final Duration LONGEST_QUEUE = Duration.ofMinutes(2);

    /** A longer hold is answered, not waited for. */
    static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Optional<Bucket> bucket;
    private final TimeMeter time;
    private final BlockingStrategy parking;

    /** Requests that are not urgent reach {@link #turns} through this lock, one at a time. */
    private final ReentrantLock line = new ReentrantLock(true);

    private final ReentrantLock turns = new ReentrantLock(true);
    private final AtomicLong heldUntil;
    private final Backoff backoff =
            Backoff.doubling(Duration.ofSeconds(1), MINUTE, RandomGenerator.getDefault());
    private final AtomicInteger holdsInARow = new AtomicInteger();

    /** What is waited for while a lock is held. */
    @FunctionalInterface
    private interface Waiting {
        Optional<Duration> await() throws InterruptedException;
    }

    /**
     * A budget on a time of its own.
     *
     * @param perMinute requests a minute, empty for any number
     * @param time in nanoseconds
     * @param parking waits that time
     */
    RequestBudget(OptionalInt perMinute, TimeMeter time, BlockingStrategy parking) {
        this.bucket =
                perMinute.isPresent()
                        ? Optional.of(emptyBucket(perMinute.getAsInt(), time))
                        : Optional.empty();
        this.time = time;
        this.parking = parking;
        this.heldUntil = new AtomicLong(time.currentTimeNanos());
    }

    /** Any number of requests; only what the provider asks for holds them. */
    public static RequestBudget unlimited() {
        return real(OptionalInt.empty());
    }

    /**
     * So many requests a minute, evenly: in any T seconds no more than a minute's 60th part times T
     * and one second's worth, at least one, beside it.
     *
     * @param requests 1 or more
     */
    public static RequestBudget perMinute(int requests) {
        return real(OptionalInt.of(requests));
    }

    private static RequestBudget real(OptionalInt perMinute) {
        return new RequestBudget(perMinute, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    private static Bucket emptyBucket(int perMinute, TimeMeter time) {
        var secondsWorth = Math.max(1, perMinute / MINUTE.toSeconds());
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(secondsWorth)
                                .refillGreedy(perMinute, MINUTE)
                                .initialTokens(0))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Nothing is sent before this time is over; a longer hold stays. */
    public void hold(Duration wait) {
        var until = time.currentTimeNanos() + wait.toNanos();
        heldUntil.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
    }

    /**
     * Nothing is sent for a growing time, since the provider names none. Concurrent answers do not
     * prolong it.
     *
     * @return how long from now
     */
    synchronized Duration hold() {
        var held = heldUntil.get() - time.currentTimeNanos();
        if (held > 0) {
            return Duration.ofNanos(held);
        }
        var wait = backoff.pause(holdsInARow.incrementAndGet());
        hold(wait);
        return wait;
    }

    /** The provider answers again: the next hold of unnamed length is short. */
    void answered() {
        holdsInARow.set(0);
    }

    /**
     * Waits until one request may leave.
     *
     * @param urgent whether it goes before those that wait and are not urgent; at most one of them
     *     still goes before it
     * @return empty when it may; otherwise it may not, and how long to stay away
     */
    Optional<Duration> await(boolean urgent) throws InterruptedException {
        var until = System.nanoTime() + LONGEST_QUEUE.toNanos();
        return urgent
                ? holding(turns, until, this::awaitInTurn)
                : holding(line, until, () -> holding(turns, until, this::awaitInTurn));
    }

    private static Optional<Duration> holding(ReentrantLock lock, long until, Waiting waiting)
            throws InterruptedException {
        if (!lock.tryLock(until - System.nanoTime(), NANOSECONDS)) {
            return Optional.of(RetryAfter.USUAL);
        }
        try {
            return waiting.await();
        } finally {
            lock.unlock();
        }
    }

    /** About how many requests wait for those before them. */
    int waiting() {
        return line.getQueueLength() + turns.getQueueLength();
    }

    /** A hold may begin or grow while this waits, so it is looked at again after each wait. */
    private Optional<Duration> awaitInTurn() throws InterruptedException {
        while (true) {
            var held = heldUntil.get() - time.currentTimeNanos();
            if (held > LONGEST_HOLD.toNanos()) {
                return Optional.of(Duration.ofNanos(held));
            }
            var wait = held > 0 ? held : takeOrNanosToWait();
            if (wait <= 0) {
                return Optional.empty();
            }
            parking.park(wait);
        }
    }

    private long takeOrNanosToWait() {
        return bucket.map(tokens -> tokens.tryConsumeAndReturnRemaining(1))
                .filter(probe -> !probe.isConsumed())
                .map(probe -> Math.max(1, probe.getNanosToWaitForRefill()))
                .orElse(0L);
    }
}
