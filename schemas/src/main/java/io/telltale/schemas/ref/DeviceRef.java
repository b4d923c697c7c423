package io.telltale.schemas.ref;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One id under which a device is known, printed as {@code kind:value}.
 *
 * <p>One id has one spelling: whatever spelling comes in, the value is the kept one, so two refs of
 * one id are equal. The natural order is the kind order, then the order of values as text: the
 * first of a device's refs is its primary ref.
 *
 * @param kind what sort of id
 * @param value the id in its kept spelling
 */
public record DeviceRef(RefKind kind, String value) implements Comparable<DeviceRef> {

    private static final Comparator<DeviceRef> ORDER =
            Comparator.comparing(DeviceRef::kind).thenComparing(DeviceRef::value);

    /** A North American number without its country code: accepted, and kept as an MSISDN. */
    private static final String MDN = "mdn";

    /**
     * Brings the value to its kept spelling.
     *
     * @throws MalformedRefException if the value does not fit the kind
     */
    public DeviceRef {
        if (!RefSyntax.isKept(kind, value, 0)) {
            value = kept(kind, value);
        }
    }

    private static String kept(RefKind kind, String value) {
        return RefSyntax.kept(kind, value)
                .orElseThrow(() -> doesNotFit(kind.label(), kind.expected(), value));
    }

    /**
     * Reads {@code kind:value} in any accepted spelling; the kind ends at the first colon. Fast for
     * a text in the kept spelling.
     *
     * @throws MalformedRefException saying what was expected and what came
     */
    public static DeviceRef parse(String text) {
        var kind = RefKind.prefixing(text);
        if (kind != null) {
            return new DeviceRef(kind, text.substring(kind.prefix().length()));
        }
        var colon = text.indexOf(':');
        return colon < 0
                ? of("", text, text)
                : of(text.substring(0, colon), text.substring(colon + 1), text);
    }

    /**
     * The ref of an id.
     *
     * @param kind the label of a kind, or {@code mdn}, in upper or lower case
     * @param value the id in any accepted spelling
     * @throws MalformedRefException saying what was expected and what came
     */
    public static DeviceRef of(String kind, String value) {
        return of(kind, value, kind + ":" + value);
    }

    private static DeviceRef of(String kind, String value, String text) {
        if (kind.toLowerCase(Locale.ROOT).equals(MDN)) {
            return RefSyntax.msisdnOfMdn(value)
                    .map(msisdn -> new DeviceRef(RefKind.MSISDN, msisdn))
                    .orElseThrow(
                            () -> doesNotFit(MDN, "10 digits, or 11 that begin with 1", value));
        }
        return RefKind.of(kind)
                .map(known -> new DeviceRef(known, value))
                .orElseThrow(() ->
                        new MalformedRefException(
                                "expected kind:value with kind one of %s, %s, was '%s'"
                                        .formatted(
                                                RefKind.labels(),
                                                MDN,
                                                MalformedRefException.shown(text))));
    }

    /** Whether the text is a ref in its kept spelling. Allocates nothing and never throws. */
    public static boolean isKept(String text) {
        var kind = RefKind.prefixing(text);
        return kind != null && RefSyntax.isKept(kind, text, kind.prefix().length());
    }

    /**
     * The text in its kept spelling; the same object where it already is.
     *
     * @throws MalformedRefException saying what was expected and what came
     */
    public static String kept(String text) {
        return isKept(text) ? text : parse(text).toString();
    }

    /** The ref of the text; empty where it is none. */
    public static Optional<DeviceRef> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (MalformedRefException e) {
            return Optional.empty();
        }
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
        return kind.prefix() + value;
    }

    private static MalformedRefException doesNotFit(String kind, String expected, String value) {
        return new MalformedRefException(
                "expected %s to be %s, was '%s'"
                        .formatted(kind, expected, MalformedRefException.shown(value)));
    }
}
