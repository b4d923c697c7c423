package io.telltale.streams.store;

import io.telltale.schemas.record.Outcome;
import io.telltale.streams.fold.StuckReason;
import io.telltale.streams.record.CampaignMember;
import java.util.Optional;

/**
 * Which devices of a campaign are wanted.
 *
 * @param outcome only those with this outcome; empty for all but the removed ones
 * @param onlyStuck only those under way of which nothing new was told for long
 */
public record MemberFilter(Optional<Outcome> outcome, boolean onlyStuck) {

    boolean wants(CampaignMember member, Optional<StuckReason> stuck) {
        var hasOutcome =
                outcome.map(wanted -> member.getOutcome() == wanted)
                        .orElse(member.getOutcome() != Outcome.REMOVED);
        return hasOutcome && (!onlyStuck || stuck.isPresent());
    }
}
