package io.telltale.schemas.ref;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kinds of names a device has, in the order that decides which name comes first.
 *
 * <p>Sizes are those of the providers' documents; check digits are not verified and leading zeros
 * are kept.
 */
public enum RefKind {
    IMEI("1 to 16 digits", "[0-9]{1,16}"),
    MEID("14 hexadecimal digits", "[0-9A-F]{14}"),
    ESN("1 to 11 digits, or 8 hexadecimal digits", "[0-9]{1,11}|[0-9A-F]{8}"),
    ICCID("1 to 20 digits", "[0-9]{1,20}"),
    EID("1 to 32 digits", "[0-9]{1,32}"),
    IMSI("1 to 15 digits", "[0-9]{1,15}"),
    MSISDN("1 to 15 digits", "[0-9]{1,15}"),
    MDN("1 to 10 digits", "[0-9]{1,10}"),
    GRAPH("1 to 256 characters that are safe in a URL path", "[A-Za-z0-9._~!$&'()*+,;=:@-]{1,256}"),
    XTREMEPUSH("project:number", "[a-z0-9-]{1,40}:[0-9]{1,19}"),
    XTREMEPUSH_PROFILE("project:number", "[a-z0-9-]{1,40}:[0-9]{1,19}");

    private static final Map<String, RefKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(RefKind::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String expected;
    private final Pattern form;

    RefKind(String expected, String form) {
        this.expected = expected;
        this.form = Pattern.compile(form);
    }

    /** The word before the colon: lower case, with hyphens. */
    public String word() {
        return word;
    }

    /** All words in kind order, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(RefKind::word).collect(Collectors.joining(", "));
    }

    /** The kind with this word, upper or lower case. */
    public static Optional<RefKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
    }

    String expected() {
        return expected;
    }

    boolean fits(String value) {
        return form.matcher(value).matches();
    }

    /** Hexadecimal kinds are written in upper case; all others as they are. */
    String normalized(String value) {
        return this == MEID || this == ESN ? value.toUpperCase(Locale.ROOT) : value;
    }
}
