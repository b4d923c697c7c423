package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import org.jspecify.annotations.Nullable;

/**
 * A maximal span of time in which a ref belongs to one device.
 *
 * @param begin in milliseconds, {@link Long#MIN_VALUE} for since ever
 * @param end in milliseconds, exclusive; {@link Long#MAX_VALUE} for no end
 * @param key device key
 * @param evidence why, at its begin; null where only other members can show it
 */
record Membership(long begin, long end, DeviceRef key, @Nullable Evidence evidence) {

    Membership until(long later) {
        return new Membership(begin, later, key, evidence);
    }

    boolean contains(long time) {
        return begin <= time && time < end;
    }
}
