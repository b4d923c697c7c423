package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.campaign.StuckReason;
import io.telltale.streams.query.CampaignMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of one device of a campaign, and why it is stuck. */
@Serdeable
record MemberJson(
        String ref,
        String deviceKey,
        Outcome outcome,
        String providerStatus,
        @Nullable String reason,
        @Nullable Instant occurredAt,
        Instant observedAt,
        @Nullable StuckReason stuckReason) {

    static MemberJson of(CampaignMember device) {
        var member = device.member();
        var standing = member.standing();
        var occurredAt = standing.getOccurredAt();
        return new MemberJson(
                member.ref(),
                device.deviceKey(),
                standing.getOutcome(),
                standing.getProviderStatus(),
                standing.getReason(),
                occurredAt == null ? null : Instant.ofEpochMilli(occurredAt),
                Instant.ofEpochMilli(standing.getObservedAt()),
                member.stuck().orElse(null));
    }
}
