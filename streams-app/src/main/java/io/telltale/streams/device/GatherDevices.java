package io.telltale.streams.device;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.record.DeviceUpdate;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Step: gathers what the refs of a device send, and publishes the states of devices. */
public final class GatherDevices {

    private final Duration retention;
    private final BooleanSupplier isBehind;

    /**
     * The step.
     *
     * @param retention how long rows are kept after we first saw them
     * @param isBehind whether a backlog is worked off
     */
    public GatherDevices(Duration retention, BooleanSupplier isBehind) {
        this.retention = retention;
        this.isBehind = isBehind;
    }

    /**
     * Adds the step; its store must have been added to the topology.
     *
     * @param updates by device key, repartitioned
     * @return states of devices; a null value is a tombstone
     */
    public KStream<String, DeviceState> apply(KStream<String, DeviceUpdate> updates) {
        return updates.process(
                () -> new DeviceStatePublisher(retention, isBehind),
                Named.as("gather-devices"),
                StreamsNames.DEVICES);
    }
}
