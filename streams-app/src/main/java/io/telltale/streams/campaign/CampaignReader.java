package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.streams.encoding.PairKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads campaigns from one partition of the store of campaigns. */
public final class CampaignReader {

    private final CampaignViews views;

    /** Reads from a store of queries. */
    public CampaignReader(ReadOnlyKeyValueStore<PairKey, byte[]> campaigns) {
        this.views = CampaignViews.of(campaigns);
    }

    /** The progress of a campaign. */
    public CampaignLookup progress(String campaign) {
        var progress = views.progress().get(campaign, CampaignViews.NONE);
        if (progress != null) {
            return new CampaignLookup.Published(progress);
        }
        return views.states().get(campaign, CampaignViews.NONE) == null
                ? new CampaignLookup.Unknown()
                : new CampaignLookup.BeingCounted();
    }

    /** What the reasons of stuck devices depend on; empty for an unknown campaign. */
    public Optional<CampaignActivity> activity(String campaign) {
        return Optional.ofNullable(views.states().get(campaign, CampaignViews.NONE))
                .map(state ->
                        new CampaignActivity(state.getIsPollFailing(), state.getLastReadingAt()));
    }

    /**
     * Published campaigns of this partition, newest first; looks at two rows for each.
     *
     * @param after only those after this position; empty for all
     * @param limit most campaigns, 1 or more
     */
    public List<CampaignProgress> campaigns(Optional<CampaignPosition> after, int limit) {
        var begin = after.map(CampaignPosition::key).orElse(CampaignViews.NONE);
        return views.newest().entries(CampaignViews.NONE, begin, limit).stream()
                .map(entry -> CampaignPosition.campaign(entry.member()))
                .map(campaign -> views.progress().get(campaign, CampaignViews.NONE))
                .filter(Objects::nonNull)
                .toList();
    }
}
