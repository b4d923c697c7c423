package io.telltale.streams.store;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.fold.DeviceParts;
import io.telltale.streams.fold.Devices;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.topology.GatherDevices;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Devices as their parts say, from the stores of the devices' tasks. */
final class Views {

    private final OpenStores stores;

    Views(OpenStores stores) {
        this.stores = stores;
    }

    /** The parts that are here already; null where there are none. */
    @Nullable DeviceParts of(String key) {
        ReadOnlyKeyValueStore<PairKey, AssignedPart> parts = stores.open(GatherDevices.STORE, key);
        var device = GatherDevices.partsOf(parts, key);
        return device.parts().isEmpty() ? null : device;
    }

    /**
     * The next devices of every partition.
     *
     * @param after the key they come after, empty for the first ones
     * @param most so many of each partition
     */
    List<DeviceSummary> after(String after, int most) {
        var found = new ArrayList<DeviceSummary>();
        for (var partition = 0; partition < stores.partitions(); partition++) {
            found.addAll(after(partition, after, most));
        }
        return found;
    }

    private List<DeviceSummary> after(int partition, String after, int most) {
        ReadOnlyKeyValueStore<PairKey, AssignedPart> parts =
                stores.open(GatherDevices.STORE, partition);
        var found = new ArrayList<DeviceSummary>();
        var device = new ArrayList<AssignedPart>();
        try (var all = parts.range(after.isEmpty() ? null : PairKey.last(after), null)) {
            while (all.hasNext() && found.size() < most) {
                var next = all.next();
                if (!device.isEmpty() && !isOf(next.key.owner(), device)) {
                    add(device, found);
                    device.clear();
                }
                device.add(next.value);
            }
        }
        if (!device.isEmpty() && found.size() < most) {
            add(device, found);
        }
        return found;
    }

    private static boolean isOf(String key, List<AssignedPart> device) {
        return device.getFirst().getDeviceKey().equals(key);
    }

    /** Unless its refs are with it only in earlier spells, or in a link that was withdrawn. */
    private static void add(List<AssignedPart> parts, List<DeviceSummary> found) {
        var key = parts.getFirst().getDeviceKey();
        var device = DeviceParts.of(key, parts);
        var refs = Devices.refs(device);
        if (!refs.isEmpty() && !Devices.isNothing(device)) {
            found.add(new DeviceSummary(key, refs, Devices.lastObservedAt(device).orElse(null)));
        }
    }
}
