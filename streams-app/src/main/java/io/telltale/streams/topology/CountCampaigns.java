package io.telltale.streams.topology;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignHead;
import io.telltale.streams.record.CampaignMember;
import io.telltale.streams.record.CampaignNews;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

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

    KStream<String, CampaignProgress> apply(
            StreamsBuilder builder, KStream<String, CampaignNews> news) {
        add(builder, MEMBERS, PairKey.serde(), CampaignMember.class);
        add(builder, COUNTS, PairKey.serde(), ReasonCount.class);
        add(builder, HEADS, Serdes.String(), CampaignHead.class);
        add(builder, PROGRESS, Serdes.String(), CampaignProgress.class);
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CHANGED), Serdes.String(), Serdes.Long()));
        return news.process(
                CampaignCounter::new,
                Named.as("count-campaigns"),
                MEMBERS,
                COUNTS,
                HEADS,
                PROGRESS,
                CHANGED);
    }

    private static <K, V extends SpecificRecordBase> void add(
            StreamsBuilder builder, String store, Serde<K> key, Class<V> type) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(store), key, StoredRecord.serde(type)));
    }
}
