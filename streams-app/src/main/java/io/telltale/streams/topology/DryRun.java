package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Parts;
import io.telltale.streams.fold.Tasks;
import io.telltale.streams.record.CampaignMember;

/**
 * Everything that later steps make of a row alone, made before it is filed. What a row holds that
 * they would trip over shows here, while nothing of it is written: a row that is filed and counted
 * nowhere could never be counted again.
 */
final class DryRun {

    private DryRun() {}

    /** Throws what a later step would throw. */
    static void of(String ref, NewRow row) {
        Parts.added(null, ref, row);
        switch (row.event()) {
            case Event.Status(var status) ->
                    Tasks.campaignRef(status).ifPresent(_ -> count(Campaigns.member(status)));
            case Event.PushAction(var push) ->
                    Campaigns.campaignRef(push).ifPresent(_ -> count(Campaigns.member(push)));
            case Event.Sms _ -> {
                // no campaign counts messages
            }
        }
    }

    private static void count(CampaignMember member) {
        Campaigns.tally(member).ifPresent(Campaigns::tallyId);
    }
}
