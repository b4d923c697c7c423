package io.telltale.recomputation;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The status of a device, or profile, in a campaign: its last reading or push.
 *
 * @param reading number of the scan; of a push 1 if it is known whether it failed, else 0
 */
public record MemberStatus(
        String ref,
        String outcome,
        String providerStatus,
        @Nullable String reason,
        @Nullable Instant occurredAt,
        Instant observedAt,
        Instant orderAt,
        long reading,
        String eventId) {

    static final Comparator<MemberStatus> ORDER =
            Comparator.comparing(MemberStatus::orderAt)
                    .thenComparingLong(MemberStatus::reading)
                    .thenComparing(MemberStatus::observedAt)
                    .thenComparing(MemberStatus::eventId);

    static MemberStatus of(EventRow.Status row) {
        return new MemberStatus(
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

    /** A push counts as sent, failed or unknown; of several at one time the one seen last. */
    static MemberStatus of(EventRow.Push row) {
        var failed = row.failed();
        var isKnown = failed != null;
        var hasFailed = Boolean.TRUE.equals(failed);
        return new MemberStatus(
                row.ref(),
                isKnown ? (hasFailed ? "FAILED" : "SUCCEEDED") : "UNKNOWN",
                isKnown ? (hasFailed ? "failed" : "sent") : "unknown",
                row.errorMessage(),
                row.occurredAt(),
                row.observedAt(),
                row.orderAt(),
                isKnown ? 1 : 0,
                row.eventId());
    }
}
