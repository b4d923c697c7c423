package io.telltale.streams.identity;

import io.telltale.schemas.ref.DeviceRef;
import java.util.Set;

/**
 * Which refs are no device's.
 *
 * @param configured those that the operator knows of
 */
public record Junk(Set<DeviceRef> configured) {

    /** The set is copied. */
    public Junk {
        configured = Set.copyOf(configured);
    }

    /** Nothing is configured. */
    public static Junk byValue() {
        return new Junk(Set.of());
    }

    boolean contains(String ref) {
        var parsed = DeviceRef.parse(ref);
        return configured.contains(parsed) || Kinds.isOneDigit(parsed);
    }
}
