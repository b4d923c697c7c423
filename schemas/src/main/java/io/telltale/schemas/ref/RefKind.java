package io.telltale.schemas.ref;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of ids a device has, in the order that decides which id comes first: ids of the device
 * itself, then ids that move between devices.
 *
 * <p>Lengths are those of the providers' documents and of the numbering plans. Check digits are
 * added or dropped, never verified.
 */
public enum RefKind {
    IMEI("1 to 16 digits"),
    MEID("14 hexadecimal digits, 15 with a check digit, or 18 decimal digits"),
    ESN("11 decimal or 8 hexadecimal digits"),
    EID("32 digits"),
    GRAPH("1 to 256 characters that are safe in a URL path"),
    XTREMEPUSH("project:number"),
    XTREMEPUSH_PROFILE("project:number"),
    ICCID("1 to 20 digits or hexadecimal letters, not only padding"),
    IMSI("15 digits"),
    MSISDN("1 to 15 digits");

    private static final RefKind[] ORDER = values();
    private static final Map<String, RefKind> BY_LABEL =
            Arrays.stream(ORDER).collect(Collectors.toMap(RefKind::label, Function.identity()));

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String prefix = label + ":";
    private final String expected;

    RefKind(String expected) {
        this.expected = expected;
    }

    /** The text before the colon: lower case, with hyphens. */
    public String label() {
        return label;
    }

    /** All labels in kind order, for messages. */
    public static String labels() {
        return Arrays.stream(ORDER).map(RefKind::label).collect(Collectors.joining(", "));
    }

    /** The kind with this label, upper or lower case. */
    public static Optional<RefKind> of(String label) {
        return Optional.ofNullable(BY_LABEL.get(label.toLowerCase(Locale.ROOT)));
    }

    /** Whether ids of this kind move from device to device, as SIMs and numbers do. */
    public boolean isCarrier() {
        return compareTo(ICCID) >= 0;
    }

    /** Whether a value of this kind is in its kept spelling. */
    public boolean isKept(String value) {
        return RefSyntax.isKept(this, value, 0);
    }

    /** The kind whose label, in lower case, and colon begin the text; null if there is none. */
    static @Nullable RefKind prefixing(String text) {
        for (var kind : ORDER) {
            if (text.startsWith(kind.prefix)) {
                return kind;
            }
        }
        return null;
    }

    /** The label and the colon. */
    String prefix() {
        return prefix;
    }

    String expected() {
        return expected;
    }
}
