package io.telltale.streams.topology;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.Stuck;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.CampaignNews;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Step: counts the devices of each campaign by outcome, word and reason, exactly under corrections
 * and removals, and says at most once a second how far a changed campaign is.
 */
public final class CountCampaigns {

    /** Where each device of a campaign stands. Key: campaign ref, device ref. */
    public static final String MEMBERS = "campaign-members";

    /** What is known of a campaign as a whole. Key: campaign ref. */
    public static final String HEADS = "campaign-heads";

    /** How far each campaign is, as last published. Key: campaign ref. */
    public static final String PROGRESS = "campaign-progress";

    /** Devices per outcome, word and reason. Key: campaign ref, id of the tally. */
    static final String COUNTS = "campaign-counts";

    /** Campaigns whose progress is not published yet. Key: campaign ref; value: changes so far. */
    static final String CHANGED = "changed-campaigns";

    /** Devices under way. Key: campaign ref, minute of their last news; value: how many. */
    static final String SILENT = "silent-devices";

    private final Duration stuckAfter;

    /**
     * A step.
     *
     * @param stuckAfter how long a device under way may be without news
     */
    CountCampaigns(Duration stuckAfter) {
        this.stuckAfter = stuckAfter;
    }

    KStream<String, CampaignProgress> apply(
            StreamsBuilder builder, KStream<String, CampaignNews> news) {
        PersistentStores.addCached(
                builder, MEMBERS, PairKey.serde(), StoredRecord.serde(CampaignMember.class));
        PersistentStores.addCached(
                builder, COUNTS, PairKey.serde(), StoredRecord.serde(ReasonCount.class));
        PersistentStores.addCached(
                builder, HEADS, Serdes.String(), StoredRecord.serde(CampaignHead.class));
        PersistentStores.addCached(
                builder, PROGRESS, Serdes.String(), StoredRecord.serde(CampaignProgress.class));
        PersistentStores.addCached(builder, CHANGED, Serdes.String(), Serdes.Long());
        PersistentStores.addCached(builder, SILENT, PairKey.serde(), Serdes.Long());
        return news.process(
                () -> new CampaignCounter(new Stuck(stuckAfter)),
                Named.as("count-campaigns"),
                MEMBERS,
                COUNTS,
                HEADS,
                PROGRESS,
                CHANGED,
                SILENT);
    }
}
