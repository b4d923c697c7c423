package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.streams.fold.Campaigns;
import io.telltale.streams.fold.NewRow;
import io.telltale.streams.fold.Parts;
import io.telltale.streams.fold.Tasks;

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
        if (row.event() instanceof Event.Status(var status)
                && Tasks.campaignRef(status).isPresent()) {
            Campaigns.with(null, status);
            Campaigns.tally(Campaigns.member(status)).ifPresent(Campaigns::tallyId);
        }
    }
}
