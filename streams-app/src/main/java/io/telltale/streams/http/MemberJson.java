package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.streams.store.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where one device of a campaign stands, and why nothing new is known of it. */
@Serdeable
record MemberJson(
        String ref,
        String deviceKey,
        String outcome,
        String providerStatus,
        @Nullable String reason,
        @Nullable Instant occurredAt,
        Instant observedAt,
        @Nullable String stuckReason) {

    static MemberJson of(Standing standing) {
        var member = standing.member();
        return new MemberJson(
                member.getRef(),
                standing.deviceKey(),
                member.getOutcome().name(),
                member.getProviderStatus(),
                member.getReason(),
                member.getOccurredAt(),
                member.getObservedAt(),
                standing.stuck().map(Enum::name).orElse(null));
    }
}
