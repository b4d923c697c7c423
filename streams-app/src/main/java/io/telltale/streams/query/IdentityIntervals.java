package io.telltale.streams.query;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.ValidityInterval;
import java.time.Instant;

/** Intervals of a ref's identity. */
final class IdentityIntervals {

    private IdentityIntervals() {}

    /** The one that holds at a time; before all of them, the first. */
    static ValidityInterval at(DeviceIdentity identity, Instant time) {
        for (var interval : identity.getIntervals().reversed()) {
            var begin = interval.getValidFrom();
            if (begin == null || !begin.isAfter(time)) {
                return interval;
            }
        }
        return identity.getIntervals().getFirst();
    }
}
