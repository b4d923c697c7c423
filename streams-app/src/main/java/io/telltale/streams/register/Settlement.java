package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceIdentity;
import java.util.List;
import java.util.Map;

/**
 * What a batch of changed facts comes to.
 *
 * @param identities those that changed, in kind order
 * @param limits limits that refs are beyond now, or no more
 * @param failures what failed in single clusters; their refs keep the identities they had
 */
record Settlement(
        List<Settled> identities,
        Map<String, ReachedLimits> limits,
        List<RuntimeException> failures) {

    /**
     * An identity that changed.
     *
     * @param identity to be written under its ref
     * @param timestamp latest timestamp among the changes that led to it, in milliseconds
     */
    record Settled(DeviceIdentity identity, long timestamp) {}
}
