package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.streams.query.CampaignMember;
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

    static MemberJson of(CampaignMember device) {
        var member = device.member();
        var standing = member.standing();
        var occurredAt = standing.getOccurredAt();
        return new MemberJson(
                member.ref(),
                device.deviceKey(),
                standing.getOutcome().name(),
                standing.getProviderStatus(),
                standing.getReason(),
                occurredAt == null ? null : Instant.ofEpochMilli(occurredAt),
                Instant.ofEpochMilli(standing.getObservedAt()),
                member.stuck().map(Enum::name).orElse(null));
    }
}
