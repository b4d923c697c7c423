package io.telltale.schemas.ref;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of the names under which a device is known, printed as {@code kind:value}.
 *
 * <p>Its order is the kind order, then the order of values as text: the first of a device's refs is
 * its primary ref.
 *
 * @param kind what sort of name
 * @param value the name itself, in the one spelling we use
 */
public record DeviceRef(RefKind kind, String value) implements Comparable<DeviceRef> {

    private static final Comparator<DeviceRef> ORDER =
            Comparator.comparing(DeviceRef::kind).thenComparing(DeviceRef::value);

    private static final int LONGEST_SHOWN = 300;

    /**
     * Checks the value against its kind.
     *
     * @throws MalformedRef if it does not fit
     */
    public DeviceRef {
        value = kind.normalized(value);
        if (!kind.fits(value)) {
            throw new MalformedRef(
                    "expected %s to be %s, was '%s'"
                            .formatted(kind.word(), kind.expected(), shown(value)));
        }
    }

    /**
     * Reads {@code kind:value}; the kind ends at the first colon.
     *
     * @throws MalformedRef saying what was expected and what came
     */
    public static DeviceRef parse(String text) {
        var colon = text.indexOf(':');
        var kind = colon < 0 ? Optional.<RefKind>empty() : RefKind.of(text.substring(0, colon));
        return kind.map(known -> new DeviceRef(known, text.substring(colon + 1)))
                .orElseThrow(() ->
                        new MalformedRef(
                                "expected kind:value with kind one of %s, was '%s'"
                                        .formatted(RefKind.words(), shown(text))));
    }

    /** The refs of one device in the one order, each once. */
    public static List<DeviceRef> sorted(Collection<DeviceRef> refs) {
        return refs.stream().distinct().sorted().toList();
    }

    @Override
    public int compareTo(DeviceRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + ":" + value;
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
