package io.telltale.streams.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that this process stood still, by a clock that runs on: stopped, swapped out, or on a
 * machine that slept. The group may have given its partitions to others meanwhile, and the process
 * learns that only with its next heartbeat. Safe for threads.
 */
final class PauseDetector {

    /** Shorter than the session time-out: no partition moves sooner. */
    private static final Duration LONG = Duration.ofSeconds(8);

    /** Longer than the interval of the group's heartbeats, 3 s. */
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private long lastBeat;
    private long pauseEndedAt;
    private boolean wasPaused;

    /**
     * Begins now.
     *
     * @param nanoTime as {@link System#nanoTime()}
     */
    PauseDetector(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastBeat = nanoTime.getAsLong();
    }

    /** To be called every second or oftener. */
    synchronized void beat() {
        var now = nanoTime.getAsLong();
        if (now - lastBeat > LONG.toNanos()) {
            wasPaused = true;
            pauseEndedAt = now;
        }
        lastBeat = now;
    }

    /** Whether partitions may be elsewhere that this process takes for its own. */
    synchronized boolean mayHaveLostPartitions() {
        var now = nanoTime.getAsLong();
        return now - lastBeat > LONG.toNanos()
                || (wasPaused && now - pauseEndedAt < UNTIL_HEARD.toNanos());
    }
}
