package io.telltale.streams.step;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Bounds how long an outbox may send per timer tick: a small share of the time while input keeps
 * coming, a larger one once the oldest entry has waited long. At least {@value #LEAST} entries go
 * in every tick, so an outbox always gets on.
 */
public final class TimeShare {

    /** Entries sent in every tick, however long they take. */
    static final int LEAST = 20;

    private static final int CLOCK_EVERY = 16;
    private static final double SHARE = 0.05;
    private static final double LARGE_SHARE = 0.3;
    private static final Duration LONG_WAIT = Duration.ofSeconds(5);

    private final Duration tick;

    /**
     * A bound for a timer.
     *
     * @param tick interval of the timer
     */
    public TimeShare(Duration tick) {
        this.tick = tick;
    }

    /**
     * Sends entries until none is left or the share of this tick is used up.
     *
     * @param isIdle whether no input came since the last tick; then nothing bounds the time
     * @param oldestWait how long the oldest entry has waited
     * @param sendNext sends one entry; false when none is left
     */
    public void use(boolean isIdle, Duration oldestWait, BooleanSupplier sendNext) {
        var share = oldestWait.compareTo(LONG_WAIT) >= 0 ? LARGE_SHARE : SHARE;
        var end = System.nanoTime() + (long) (tick.toNanos() * (isIdle ? 1 : share));
        var sent = 0;
        while (sendNext.getAsBoolean()) {
            sent++;
            if (sent >= LEAST && sent % CLOCK_EVERY == 0 && System.nanoTime() - end >= 0) {
                return;
            }
        }
    }
}
