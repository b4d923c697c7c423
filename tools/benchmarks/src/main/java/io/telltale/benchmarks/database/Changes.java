package io.telltale.benchmarks.database;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changed.
 *
 * @param events ids of its events that are no repeats
 * @param refs refs of their events, as they stand after it
 */
record Changes(Set<String> events, List<Ref> refs) {

    /**
     * A ref.
     *
     * @param firstSeenAt ms since 1970, as all times here
     * @param tasks latest first
     */
    record Ref(
            String ref,
            long events,
            long fromDevice,
            long toDevice,
            long pushes,
            long failedPushes,
            long firstSeenAt,
            long lastSeenAt,
            List<Task> tasks) {}

    /**
     * Where a task stands.
     *
     * @param task kind and id
     */
    record Task(
            String task,
            @Nullable String campaign,
            long orderAt,
            String event,
            String outcome,
            String status,
            String reason) {}
}
