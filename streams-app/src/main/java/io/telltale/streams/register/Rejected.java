package io.telltale.streams.register;

import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.ref.DeviceRef;
import java.util.Comparator;

/**
 * A link, a pair or a transition that is not applied.
 *
 * @param one one of its refs
 * @param other the other ref
 * @param reason why it is not applied
 * @param evidence the declaration or event that connects the two
 */
record Rejected(DeviceRef one, DeviceRef other, ConflictReason reason, Evidence evidence) {

    /** Of several for the same two refs, the first is written. */
    static final Comparator<Rejected> ORDER =
            Comparator.comparing(Rejected::evidence, Evidence.ORDER)
                    .thenComparing(Rejected::reason);

    static Rejected of(Link link, ConflictReason reason) {
        return new Rejected(link.one(), link.other(), reason, Evidence.of(link));
    }

    static Rejected of(Pair pair, ConflictReason reason) {
        return new Rejected(pair.one(), pair.other(), reason, Evidence.of(pair.place()));
    }

    static Rejected of(DeviceRef carrier, Transition transition, ConflictReason reason) {
        return new Rejected(carrier, transition.holder(), reason, Evidence.of(transition.place()));
    }

    boolean isOf(DeviceRef ref) {
        return one.equals(ref) || other.equals(ref);
    }

    DeviceRef otherThan(DeviceRef ref) {
        return one.equals(ref) ? other : one;
    }
}
