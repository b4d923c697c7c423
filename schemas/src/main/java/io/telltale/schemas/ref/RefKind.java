package io.telltale.schemas.ref;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The kinds of names a device has, in the order that decides which name comes first.
 *
 * <p>Sizes are those of the providers' documents; check digits are not verified and leading zeros
 * are kept.
 */
public enum RefKind {
    IMEI("1 to 16 digits"),
    MEID("14 hexadecimal digits"),
    ESN("1 to 11 digits, or 8 hexadecimal digits"),
    ICCID("1 to 20 digits"),
    EID("1 to 32 digits"),
    IMSI("1 to 15 digits"),
    MSISDN("1 to 15 digits"),
    MDN("1 to 10 digits"),
    GRAPH("1 to 256 characters that are safe in a URL path"),
    XTREMEPUSH("project:number"),
    XTREMEPUSH_PROFILE("project:number");

    private static final Map<String, RefKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(RefKind::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String expected;

    RefKind(String expected) {
        this.expected = expected;
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
        return switch (this) {
            case IMEI -> Form.isDigits(value, 16);
            case MEID -> Form.isHexadecimal(value, 14);
            case ESN -> Form.isDigits(value, 11) || Form.isHexadecimal(value, 8);
            case ICCID -> Form.isDigits(value, 20);
            case EID -> Form.isDigits(value, 32);
            case IMSI, MSISDN -> Form.isDigits(value, 15);
            case MDN -> Form.isDigits(value, 10);
            case GRAPH -> Form.isUrlSafe(value, 256);
            case XTREMEPUSH, XTREMEPUSH_PROFILE -> Form.isProjectAndNumber(value);
        };
    }

    /** Hexadecimal kinds are written in upper case; all others as they are. */
    String normalized(String value) {
        return this == MEID || this == ESN ? value.toUpperCase(Locale.ROOT) : value;
    }
}
