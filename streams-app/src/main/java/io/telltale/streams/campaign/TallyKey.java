package io.telltale.streams.campaign;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.event.ReasonText;
import io.telltale.schemas.record.Outcome;
import io.telltale.streams.record.CampaignStanding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the devices of a campaign that share outcome, provider status and normalised reason.
 *
 * @param id 32 hex digits, a digest of the other three
 * @param outcome our outcome
 * @param providerStatus the provider's raw status
 * @param reason normalised reason; null where the provider gives none
 */
record TallyKey(String id, Outcome outcome, String providerStatus, @Nullable String reason) {

    /** Id of the tally that counts a device; null for a removed one, which is not counted. */
    static @Nullable String id(Outcome outcome, String providerStatus, @Nullable String rawReason) {
        return outcome == Outcome.REMOVED
                ? null
                : EventId.of(outcome.name(), providerStatus, ReasonText.normalized(rawReason));
    }

    /**
     * The tally that counts a standing; empty for a removed device. Its id is the stored one, so a
     * device leaves the tally that it came to, even if reasons are normalised in another way since.
     */
    static Optional<TallyKey> of(@Nullable CampaignStanding standing) {
        return Optional.ofNullable(standing)
                .flatMap(counted ->
                        Optional.ofNullable(counted.getTally())
                                .map(id ->
                                        new TallyKey(
                                                id,
                                                counted.getOutcome(),
                                                counted.getProviderStatus(),
                                                ReasonText.normalized(counted.getReason()))));
    }

    /** The id names the rest. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TallyKey tally && id.equals(tally.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
