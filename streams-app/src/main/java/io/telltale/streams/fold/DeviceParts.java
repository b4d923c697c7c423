package io.telltale.streams.fold;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.encoding.Nested;
import io.telltale.streams.record.AssignedPart;
import io.telltale.streams.record.DevicePart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one device that are here already, one per ref and spell.
 *
 * @param deviceKey key of the device
 * @param parts in kind order, then by begin
 */
public record DeviceParts(String deviceKey, List<Told> parts) {

    private static final Comparator<AssignedPart> KIND_ORDER =
            Comparator.comparing((AssignedPart assigned) -> DeviceRef.parse(assigned.getRef()))
                    .thenComparing(
                            AssignedPart::getFrom,
                            Comparator.nullsFirst(Comparator.naturalOrder()));

    public DeviceParts {
        parts = List.copyOf(parts);
    }

    /**
     * A part, read.
     *
     * @param assigned whose it is
     * @param part what was told; null while there is no row
     */
    public record Told(AssignedPart assigned, @Nullable DevicePart part) {

        static Told of(AssignedPart assigned) {
            var part = assigned.getPart();
            return new Told(assigned, part == null ? null : Nested.PART.read(part));
        }
    }

    /** Of these parts, in any order. */
    public static DeviceParts of(String deviceKey, Collection<AssignedPart> parts) {
        var told = parts.stream().sorted(KIND_ORDER).map(Told::of).toList();
        return new DeviceParts(deviceKey, told);
    }

    /** Those of which something was told. */
    List<DevicePart> filled() {
        var filled = new ArrayList<DevicePart>();
        for (var each : parts) {
            if (each.part() != null) {
                filled.add(each.part());
            }
        }
        return filled;
    }
}
