package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refs of a cluster that links and pairs join at one time, without the carriers that follow their
 * holders.
 *
 * @param cluster the cluster
 * @param refs in kind order; the first is the device key
 * @param links the earliest link of the declared component that each ref is in
 * @param pairs the earliest applied pair of each ref
 */
record Component(
        Cluster cluster,
        List<DeviceRef> refs,
        Map<DeviceRef, Link> links,
        Map<DeviceRef, Pair> pairs) {

    DeviceRef key() {
        return refs.getFirst();
    }

    int size() {
        return refs.size();
    }

    /** Why a ref is in here; null where nothing joins it to another. */
    @Nullable Evidence evidence(DeviceRef ref) {
        var link = links.get(ref);
        if (link != null) {
            return Evidence.of(link);
        }
        var pair = pairs.get(ref);
        return pair == null ? null : Evidence.of(pair.place());
    }
}
