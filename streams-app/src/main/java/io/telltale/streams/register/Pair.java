package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import java.util.Comparator;

/**
 * Two device ids that an event named together.
 *
 * @param one the id that is first in kind order
 * @param other the other id
 * @param place the earliest event that named both
 */
record Pair(DeviceRef one, DeviceRef other, EventPosition place) {

    static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::place).thenComparing(Pair::one).thenComparing(Pair::other);

    static Pair of(DeviceRef ref, DeviceRef other, EventPosition place) {
        return ref.compareTo(other) <= 0
                ? new Pair(ref, other, place)
                : new Pair(other, ref, place);
    }

    boolean isOf(DeviceRef ref) {
        return one.equals(ref) || other.equals(ref);
    }

    DeviceRef otherThan(DeviceRef ref) {
        return one.equals(ref) ? other : one;
    }
}
