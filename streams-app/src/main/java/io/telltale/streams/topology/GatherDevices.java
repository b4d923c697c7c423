package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceState;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.DeviceParts;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DeviceChange;
import java.util.ArrayList;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Step: brings the parts of a device together, and says what it has become. A part whose device
 * changed is taken out at the old one and put in at the new one; between the two it is for a moment
 * at neither.
 */
public final class GatherDevices {

    /** The parts of each device. Key: device key, and which part. */
    public static final String STORE = "device-parts";

    /** Devices whose state is not told yet. Key: device key. */
    static final String CHANGED = "changed-devices";

    private final int partitions;
    private final LeaveOut leaveOut;

    GatherDevices(int partitions, LeaveOut leaveOut) {
        this.partitions = partitions;
        this.leaveOut = leaveOut;
    }

    KStream<String, DeviceState> apply(StreamsBuilder builder, KStream<String, Filed> filed) {
        PersistentStores.addCached(
                builder, STORE, PairKey.serde(), StoredRecord.serde(AssignedPart.class));
        PersistentStores.addCached(
                builder, CHANGED, Serdes.String(), StoredRecord.serde(DeviceChange.class));
        var parts =
                filed.flatMap(
                                (_, each) ->
                                        each.parts().stream()
                                                .map(part ->
                                                        KeyValue.pair(part.getDeviceKey(), part))
                                                .toList(),
                                Named.as("filed-as-parts"))
                        .repartition(
                                Repartitioned.<String, AssignedPart>as("parts-by-device")
                                        .withKeySerde(Serdes.String())
                                        .withValueSerde(StoredRecord.serde(AssignedPart.class))
                                        .withNumberOfPartitions(partitions));
        return leaveOut.apply(parts, "parts-by-device")
                .process(DeviceGatherer::new, Named.as("gather-devices"), STORE, CHANGED);
    }

    /** The parts of a device that are in the store, none where it is not there. */
    public static DeviceParts partsOf(
            ReadOnlyKeyValueStore<PairKey, AssignedPart> store, String deviceKey) {
        var found = new ArrayList<AssignedPart>();
        try (var all = store.range(PairKey.first(deviceKey), PairKey.last(deviceKey))) {
            all.forEachRemaining(entry -> found.add(entry.value));
        }
        return DeviceParts.of(deviceKey, found);
    }
}
