package io.telltale.streams.device;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Times at which refs join or leave devices although no record comes: a declared link may begin or
 * end in the future. A mirror in memory of what the cards say; it is emptied and rebuilt whenever a
 * task opens, and may hold boundaries that no longer are.
 */
final class DeviceBoundaries {

    private final PriorityQueue<Boundary> ahead =
            new PriorityQueue<>(Comparator.comparingLong(Boundary::at));

    /** A device whose refs change at a time, in milliseconds. */
    record Boundary(long at, String device) {}

    void add(String device, @Nullable Long at) {
        if (at != null) {
            ahead.add(new Boundary(at, device));
        }
    }

    /** Takes the first that is due; null when none is. */
    @Nullable Boundary poll(long now) {
        var first = ahead.peek();
        return first == null || first.at() > now ? null : ahead.poll();
    }

    void clear() {
        ahead.clear();
    }
}
