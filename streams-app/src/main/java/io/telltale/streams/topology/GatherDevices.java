package io.telltale.streams.topology;

import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DeviceParts;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Step: brings the parts of a device together. A part whose device changed is taken out at the old
 * one and put in at the new one; between the two it is for a moment at neither. A part with which
 * the device would be more than brokers take is left out, as a dead letter.
 */
public final class GatherDevices {

    /** The parts of each device. Key: device key. */
    public static final String STORE = "device-parts";

    private final int partitions;
    private final LeaveOut leaveOut;

    GatherDevices(int partitions, LeaveOut leaveOut) {
        this.partitions = partitions;
        this.leaveOut = leaveOut;
    }

    KTable<String, DeviceParts> apply(KStream<String, Filed> filed) {
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
                .groupByKey(Grouped.as("parts-of-a-device"))
                .aggregate(
                        () -> null,
                        (_, part, device) ->
                                part.getIsGone()
                                        ? Devices.without(device, part)
                                        : Sendable.required(Devices.with(device, part)),
                        Named.as("gather-devices"),
                        Materialized.<String, DeviceParts, KeyValueStore<Bytes, byte[]>>as(STORE)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(StoredRecord.serde(DeviceParts.class))
                                .withCachingEnabled());
    }
}
