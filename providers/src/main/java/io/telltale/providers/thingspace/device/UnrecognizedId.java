package io.telltale.providers.thingspace.device;

import io.telltale.schemas.ref.RefKind;

/**
 * An id of a row that is left out, because it matches no kind and another id of the row is good.
 * Contains only the form of the id, so that it can be logged.
 *
 * @param kind name of a known kind, {@code mdn}, or {@code other}
 * @param form the id with 9 for each digit and a for each letter, at most 40 characters
 */
public record UnrecognizedId(String kind, String form) {

    private static final String MDN = "mdn";
    private static final String OTHER = "other";
    private static final int LONGEST_FORM = 40;

    static UnrecognizedId of(ProviderDeviceId id) {
        var isKnown = id.kind().equals(MDN) || RefKind.of(id.kind()).isPresent();
        return new UnrecognizedId(isKnown ? id.kind() : OTHER, form(id.id()));
    }

    /** A node that is no id object. */
    static UnrecognizedId ofNoId() {
        return new UnrecognizedId(OTHER, "");
    }

    private static String form(String id) {
        var form = new StringBuilder();
        for (var at = 0; at < id.length() && at < LONGEST_FORM; at++) {
            var each = id.charAt(at);
            if (Character.isDigit(each)) {
                form.append('9');
            } else if (Character.isLetter(each)) {
                form.append('a');
            } else {
                form.append(each > ' ' && each <= '~' ? each : ' ');
            }
        }
        return form.toString();
    }
}
