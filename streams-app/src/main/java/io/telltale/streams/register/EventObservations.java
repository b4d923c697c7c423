package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives from the refs of one event which of them it names together with which holder. */
public final class EventObservations {

    private EventObservations() {}

    /**
     * Observations of one event. The holder is the first device id that is not junk; without one it
     * is the carrier of the nearest tier above that has exactly one carrier in the event.
     *
     * @param devices refs of the event, in kind order
     * @param place position of the event
     * @param junk refs to leave out
     */
    public static List<Observed> of(List<String> devices, EventPosition place, Junk junk) {
        if (devices.size() < 2) {
            return List.of();
        }
        var named = named(devices, junk);
        if (named.size() < 2) {
            return List.of();
        }
        var first = named.getFirst();
        var observed = new ArrayList<Observed>(named.size());
        for (var ref : named) {
            var holder =
                    first.kind().isCarrier() ? carrierAbove(ref, named) : otherThan(ref, first);
            if (holder != null) {
                observed.add(new Observed(ref.toString(), holder.toString(), place));
            }
        }
        return observed;
    }

    private static List<DeviceRef> named(List<String> devices, Junk junk) {
        var named = new ArrayList<DeviceRef>(devices.size());
        for (var device : devices) {
            var ref = DeviceRef.parse(device);
            if (!junk.contains(ref)) {
                named.add(ref);
            }
        }
        return DeviceRef.sorted(named);
    }

    private static @Nullable DeviceRef otherThan(DeviceRef ref, DeviceRef first) {
        return ref.equals(first) ? null : first;
    }

    private static @Nullable DeviceRef carrierAbove(DeviceRef ref, List<DeviceRef> named) {
        for (var tier = Tiers.of(ref.kind()) - 1; tier >= Tiers.ICCID; tier--) {
            var only = onlyOf(tier, named);
            if (only != null) {
                return only;
            }
        }
        return null;
    }

    private static @Nullable DeviceRef onlyOf(int tier, List<DeviceRef> named) {
        DeviceRef only = null;
        for (var ref : named) {
            if (Tiers.of(ref.kind()) == tier) {
                if (only != null) {
                    return null;
                }
                only = ref;
            }
        }
        return only;
    }
}
