package io.telltale.streams.topology;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** Step: says of each ref which device its part belongs to. */
final class AssignParts {

    KTable<String, AssignedPart> apply(
            KTable<String, DevicePart> parts, KTable<String, DeviceIdentity> identities) {
        return parts.outerJoin(identities, AssignParts::assigned, Named.as("assign-parts"));
    }

    /** A ref without an identity is a device of its own; at least one of the two is there. */
    static AssignedPart assigned(@Nullable DevicePart part, @Nullable DeviceIdentity identity) {
        if (identity != null) {
            return new AssignedPart(
                    identity.getRef(), identity.getDeviceKey(), identity.getEpoch(), part);
        }
        if (part == null) {
            throw new IllegalStateException("an outer join has a side");
        }
        return new AssignedPart(part.getRef(), part.getRef(), 0L, part);
    }
}
