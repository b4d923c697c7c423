package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.RefKind;
import java.util.Set;

/**
 * Refs that identify no device: placeholders of equal digits, and those that the operator
 * configured.
 *
 * @param configured refs that the operator knows of
 */
public record Junk(Set<DeviceRef> configured) {

    /** Copies the set. */
    public Junk {
        configured = Set.copyOf(configured);
    }

    /** Only placeholders of equal digits. */
    public static Junk byValue() {
        return new Junk(Set.of());
    }

    boolean contains(DeviceRef ref) {
        return configured.contains(ref) || (isNumber(ref.kind()) && isOneDigit(ref.value()));
    }

    private static boolean isNumber(RefKind kind) {
        return switch (kind) {
            case GRAPH, XTREMEPUSH, XTREMEPUSH_PROFILE -> false;
            default -> true;
        };
    }

    private static boolean isOneDigit(String value) {
        for (var at = 1; at < value.length(); at++) {
            if (value.charAt(at) != value.charAt(0)) {
                return false;
            }
        }
        return true;
    }
}
