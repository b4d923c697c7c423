package io.telltale.streams.campaign;

import io.telltale.schemas.record.Outcome;
import io.telltale.streams.record.CampaignStanding;
import java.util.Optional;

/**
 * Selects devices of a campaign.
 *
 * @param outcome only those with this outcome; empty for all but the removed ones
 * @param onlyStuck only those under way without a new reading for long
 */
public record MemberFilter(Optional<Outcome> outcome, boolean onlyStuck) {

    boolean matches(CampaignStanding standing, Optional<StuckReason> stuck) {
        var hasOutcome =
                outcome.map(wanted -> standing.getOutcome() == wanted)
                        .orElse(standing.getOutcome() != Outcome.REMOVED);
        return hasOutcome && (!onlyStuck || stuck.isPresent());
    }
}
