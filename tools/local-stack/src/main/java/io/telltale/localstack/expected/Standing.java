package io.telltale.localstack.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a device, or profile, stands in a campaign, by its last reading or push.
 *
 * @param place in the order of telling: a reading's number, our time of a push
 */
public record Standing(
        String ref,
        String outcome,
        String providerStatus,
        @Nullable String reason,
        @Nullable Instant occurredAt,
        Instant observedAt,
        Instant orderAt,
        long place,
        String eventId) {

    static Standing of(Row.Status row) {
        return new Standing(
                row.ref(),
                row.outcome(),
                row.providerStatus(),
                row.reason(),
                row.occurredAt(),
                row.observedAt(),
                row.orderAt(),
                row.reading(),
                row.eventId());
    }

    /** A push counts as sent, failed or unknown; of those of one second the one seen later. */
    static Standing of(Row.Push row) {
        var failed = row.failed();
        var isTold = failed != null;
        var hasFailed = Boolean.TRUE.equals(failed);
        return new Standing(
                row.ref(),
                isTold ? (hasFailed ? "FAILED" : "SUCCEEDED") : "UNKNOWN",
                isTold ? (hasFailed ? "failed" : "sent") : "unknown",
                row.errorMessage(),
                row.occurredAt(),
                row.observedAt(),
                row.orderAt(),
                isTold ? row.observedAt().toEpochMilli() : 0,
                row.eventId());
    }
}
