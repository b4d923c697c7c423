package io.telltale.streams.device;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Devices whose state is to be published, in order of arrival, each once. A mirror in memory of the
 * marks in the cards; it is emptied and rebuilt whenever a task opens.
 */
final class DeviceOutbox {

    private final Map<String, Long> waitingSince = new LinkedHashMap<>();

    /** Adds a device; one that waits already keeps its place. */
    void add(String device, long now) {
        waitingSince.putIfAbsent(device, now);
    }

    /** Takes the device that waits longest; null when none waits. */
    @Nullable String poll() {
        var first = waitingSince.entrySet().iterator();
        if (!first.hasNext()) {
            return null;
        }
        var device = first.next().getKey();
        first.remove();
        return device;
    }

    Duration oldestWait(long now) {
        var first = waitingSince.values().iterator();
        return Duration.ofMillis(first.hasNext() ? Math.max(0, now - first.next()) : 0);
    }

    void clear() {
        waitingSince.clear();
    }
}
