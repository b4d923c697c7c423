package io.telltale.service.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Limits how often lines of one kind are logged: each key at most once per interval. Safe for
 * several threads.
 *
 * @param <K> what is the same for lines that need not be repeated
 */
public final class LogRateLimit<K> {

    private final long interval;
    private final int mostKeys;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<K, Logged> logged = new LinkedHashMap<>();

    /** When a key was logged last, and how often it came since. */
    private record Logged(long at, long since) {}

    /**
     * Nothing was logged yet.
     *
     * @param mostKeys keys remembered; beyond that the one logged longest ago may be due too early
     * @param nanoTime as {@link System#nanoTime()}
     */
    public LogRateLimit(Duration interval, int mostKeys, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.mostKeys = mostKeys;
        this.nanoTime = nanoTime;
    }

    /** How often the key came since its last line, where a line is due; else empty. */
    public synchronized OptionalLong due(K key) {
        var now = nanoTime.getAsLong();
        var last = logged.get(key);
        if (last != null && now - last.at < interval) {
            logged.put(key, new Logged(last.at, last.since + 1));
            return OptionalLong.empty();
        }
        logged.putLast(key, new Logged(now, 0));
        if (logged.size() > mostKeys) {
            logged.pollFirstEntry();
        }
        return OptionalLong.of(last == null ? 0 : last.since);
    }
}
