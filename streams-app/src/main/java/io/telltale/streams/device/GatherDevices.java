package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.StreamsApplication;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.step.PersistentStores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Step: gathers what the refs of a device send, and publishes the states of devices. */
public final class GatherDevices {

    private final Duration retention;

    /**
     * The step.
     *
     * @param retention how long rows are kept after we first saw them
     */
    public GatherDevices(Duration retention) {
        this.retention = retention;
    }

    /**
     * Adds the step with its store.
     *
     * @param updates by device key, repartitioned
     * @return states of devices; a null value is a tombstone
     */
    public KStream<String, DeviceState> apply(
            StreamsBuilder builder, KStream<String, DeviceUpdate> updates) {
        builder.addStateStore(store());
        return updates.process(
                () -> new DeviceStatePublisher(retention),
                Named.as("gather-devices"),
                StreamsApplication.DEVICES);
    }

    static StoreBuilder<KeyValueStore<PairKey, byte[]>> store() {
        return PersistentStores.keyValue(
                        StreamsApplication.DEVICES, PairKey.serde(), Serdes.ByteArray())
                .withCachingEnabled();
    }
}
