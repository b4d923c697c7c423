package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.ReasonCount;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignState;
import io.telltale.streams.step.TypedStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Typed views on the store of campaigns.
 *
 * @param states prefix {@code s}, key: campaign ref
 * @param tallies prefix {@code t}, key: campaign ref, tally id
 * @param ranks prefix {@code r}, index of the tallies by count, key: campaign ref, rank
 * @param silence prefix {@code h}, devices under way by the hour of their last reading, key:
 *     campaign ref, hour in 16 hex digits
 * @param progress prefix {@code p}, progress as published last, key: campaign ref
 * @param newest prefix {@code l}, index of the progress, newest campaign first, key: position
 */
record CampaignViews(
        TypedStore<CampaignState> states,
        TypedStore<ReasonCount> tallies,
        TypedStore<byte[]> ranks,
        TypedStore<Long> silence,
        TypedStore<CampaignProgress> progress,
        TypedStore<byte[]> newest) {

    static final char STATES = 's';

    static final Serde<CampaignState> STATE = StoredRecord.serde(CampaignState.class);

    /** Second part of keys that are a campaign ref alone, first part of those without one. */
    static final String NONE = "";

    private static final Serde<ReasonCount> TALLY = StoredRecord.serde(ReasonCount.class);
    private static final Serde<CampaignProgress> PROGRESS =
            StoredRecord.serde(CampaignProgress.class);

    static CampaignViews of(ReadOnlyKeyValueStore<PairKey, byte[]> store) {
        return new CampaignViews(
                TypedStore.of(store, STATES, STATE),
                TypedStore.of(store, 't', TALLY),
                TypedStore.of(store, 'r', Serdes.ByteArray()),
                TypedStore.of(store, 'h', Serdes.Long()),
                TypedStore.of(store, 'p', PROGRESS),
                TypedStore.of(store, 'l', Serdes.ByteArray()));
    }

    /** An entry of an index; its key holds everything. */
    static byte[] indexed() {
        return new byte[0];
    }
}
