package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.StoredRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/** Step: the identities as a table, lying with the rows of their refs. */
public final class ReadIdentities {

    /** Which device a ref belongs to. Key: ref. */
    public static final String STORE = "identities";

    private final StreamTopics topics;

    ReadIdentities(StreamTopics topics) {
        this.topics = topics;
    }

    KTable<String, DeviceIdentity> apply(StreamsBuilder builder) {
        return topics.readTable(
                builder,
                Topics.DEVICE_IDENTITY,
                Materialized.<String, DeviceIdentity, KeyValueStore<Bytes, byte[]>>as(STORE)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(StoredRecord.serde(DeviceIdentity.class))
                        .withCachingDisabled());
    }
}
