package io.telltale.streams.step;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Bounds how long an outbox may send per timer tick: a small share of its thread's time, a larger
 * one once the oldest entry has waited long, and half of what the thread has to spare where that is
 * more. Outboxes of one thread divide these among themselves; what is spare, once the oldest entry
 * has waited long, only those that have something to send. At least {@value #LEAST} entries go in
 * every tick, so an outbox always gets on. For one timer; not thread-safe.
 *
 * <p>While a backlog is worked off nothing is spare, and long is longer: what is sent now would
 * change again soon, and another thread needs the processor.
 */
public final class TimeShare {

    /** Entries sent in every tick, however long they take. */
    static final int LEAST = 4;

    private static final int CLOCK_EVERY = 4;
    private static final double SHARE = 0.05;
    private static final double LARGE_SHARE = 0.3;
    private static final double SHARE_OF_SPARE = 0.5;
    private static final Duration LONG_WAIT = Duration.ofSeconds(5);
    private static final Duration LONG_WAIT_BEHIND = Duration.ofSeconds(30);
    private static final ThreadLocal<Neighbours> OF_THREAD =
            ThreadLocal.withInitial(Neighbours::new);

    private final Duration tick;
    private final BooleanSupplier isBehind;
    private final ThreadTime time;
    private final Supplier<Neighbours> neighbours;
    private ThreadTime.Reading end;

    /** How many outboxes a thread serves: as many as it served in the tick before. */
    static final class Neighbours {

        private long begin;
        private int seen;
        private int known = 1;
        private int seenBusy;
        private int knownBusy = 1;

        int count(long now, Duration tick) {
            if (now - begin >= tick.toNanos()) {
                begin = now;
                known = Math.max(1, seen);
                knownBusy = Math.max(1, seenBusy);
                seen = 0;
                seenBusy = 0;
            }
            seen++;
            return Math.max(known, seen);
        }

        /** Of these, those that had something to send. */
        int countBusy() {
            seenBusy++;
            return Math.max(knownBusy, seenBusy);
        }
    }

    /**
     * A bound for a timer.
     *
     * @param tick interval of the timer
     * @param isBehind whether a backlog is worked off
     */
    public TimeShare(Duration tick, BooleanSupplier isBehind) {
        this(tick, isBehind, ThreadTime.SYSTEM, OF_THREAD::get);
    }

    TimeShare(
            Duration tick,
            BooleanSupplier isBehind,
            ThreadTime time,
            Supplier<Neighbours> neighbours) {
        this.tick = tick;
        this.isBehind = isBehind;
        this.time = time;
        this.neighbours = neighbours;
        this.end = time.read();
    }

    /**
     * Sends entries until none is left or the share of this tick is used up.
     *
     * @param oldestWait how long the oldest entry has waited
     * @param sendNext sends one entry; false when none is left
     */
    public void use(Duration oldestWait, BooleanSupplier sendNext) {
        var begin = time.read();
        var ofThread = neighbours.get();
        var outboxes = ofThread.count(begin.nanos(), tick);
        if (sendNext.getAsBoolean()) {
            var limit = limit(oldestWait, begin, outboxes, ofThread.countBusy());
            var sent = 1;
            while (sendNext.getAsBoolean()) {
                sent++;
                if (sent >= LEAST
                        && sent % CLOCK_EVERY == 0
                        && time.read().nanos() - begin.nanos() >= limit) {
                    break;
                }
            }
        }
        end = time.read();
    }

    /** In nanoseconds. */
    private double limit(
            Duration oldestWait, ThreadTime.Reading begin, int outboxes, int busyOutboxes) {
        var behind = isBehind.getAsBoolean();
        var longWait = behind ? LONG_WAIT_BEHIND : LONG_WAIT;
        var isLong = oldestWait.compareTo(longWait) >= 0;
        var share = isLong ? LARGE_SHARE : SHARE;
        var spare = behind ? 0 : spare(begin) * SHARE_OF_SPARE;
        return Math.max(
                tick.toNanos() * share / outboxes, spare / (isLong ? busyOutboxes : outboxes));
    }

    /** For how long of a tick the thread did nothing since the last one, in nanoseconds. */
    private long spare(ThreadTime.Reading now) {
        var passed = now.nanos() - end.nanos();
        var idle = passed - (now.processorNanos() - end.processorNanos());
        return now.isOfSameThread(end) ? Math.clamp(idle, 0, tick.toNanos()) : 0;
    }
}
