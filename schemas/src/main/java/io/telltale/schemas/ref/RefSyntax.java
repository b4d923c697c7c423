package io.telltale.schemas.ref;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The spellings of ids: which is kept, and how the others are brought to it. No regular
 * expressions: every record has several refs, and each is looked at in many steps.
 */
final class RefSyntax {

    private static final int LONGEST_NUMBER = 32;
    private static final int LONGEST_URL_SAFE = 256;
    private static final int LONGEST_PROJECT = 40;
    private static final int LONGEST_PUSH_NUMBER = 19;

    private static final int IMEI = 15;
    private static final int IMEI_WITHOUT_CHECK_DIGIT = 14;
    private static final int IMEI_WITH_SOFTWARE_VERSION = 16;
    private static final int MEID = 14;
    private static final int MEID_WITH_CHECK_DIGIT = 15;
    private static final int MEID_IN_DECIMAL = 18;
    private static final int ESN = 11;
    private static final int ESN_IN_HEXADECIMAL = 8;
    private static final int EID = 32;
    private static final int ICCID = 20;
    private static final int IMSI = 15;
    private static final int MSISDN = 15;
    private static final int MDN = 10;

    private static final char PADDING = 'F';
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private RefSyntax() {}

    /**
     * Whether the rest of the text is a value in its kept spelling.
     *
     * @param begin where the value begins in the text
     */
    static boolean isKept(RefKind kind, String text, int begin) {
        var length = text.length() - begin;
        return switch (kind) {
            case IMEI ->
                    length <= IMEI && length != IMEI_WITHOUT_CHECK_DIGIT && isDigits(text, begin);
            case MEID -> length == MEID && isCapitalHexadecimals(text, begin);
            case ESN -> length == ESN && isDigits(text, begin);
            case EID -> length == EID && isDigits(text, begin);
            case ICCID ->
                    length <= ICCID
                            && isCapitalHexadecimals(text, begin)
                            && text.charAt(text.length() - 1) != PADDING;
            case IMSI -> length == IMSI && isDigits(text, begin);
            case MSISDN -> length <= MSISDN && isDigits(text, begin);
            case GRAPH -> length <= LONGEST_URL_SAFE && isUrlSafe(text, begin);
            case XTREMEPUSH, XTREMEPUSH_PROFILE -> isProjectAndNumber(text, begin);
        };
    }

    /** The kept spelling of a value; empty where the value does not fit the kind. */
    static Optional<String> kept(RefKind kind, String value) {
        return switch (kind) {
            case GRAPH, XTREMEPUSH, XTREMEPUSH_PROFILE ->
                    Optional.of(value).filter(opaque -> isKept(kind, opaque, 0));
            case MSISDN -> withoutSeparators(value, true).filter(number -> isKept(kind, number, 0));
            case IMEI, MEID, ESN, EID, ICCID, IMSI ->
                    withoutSeparators(value, false)
                            .flatMap(number ->
                                    switch (kind) {
                                        case IMEI -> imei(number);
                                        case MEID -> meid(number);
                                        case ESN -> esn(number);
                                        case ICCID -> Optional.of(withoutPadding(number));
                                        default -> Optional.of(number);
                                    })
                            .filter(number -> isKept(kind, number, 0));
        };
    }

    /** The MSISDN of a North American number of ten digits, or of eleven that begin with 1. */
    static Optional<String> msisdnOfMdn(String value) {
        return withoutSeparators(value, true)
                .map(number -> number.length() == MDN ? "1" + number : number)
                .filter(number -> number.length() == MDN + 1 && number.startsWith("1"))
                .filter(number -> isDigits(number, 0));
    }

    /** Of 16 digits the last two are the version of the software: they change with every update. */
    private static Optional<String> imei(String number) {
        var needsCheckDigit =
                number.length() == IMEI_WITHOUT_CHECK_DIGIT
                        || number.length() == IMEI_WITH_SOFTWARE_VERSION;
        if (!needsCheckDigit || !isDigits(number, 0)) {
            return Optional.of(number);
        }
        var body = number.substring(0, IMEI_WITHOUT_CHECK_DIGIT);
        return Optional.of(body + checkDigit(body));
    }

    /** The Luhn check digit (ISO/IEC 7812-1, annex B) of an even number of digits. */
    private static int checkDigit(String digits) {
        var sum = 0;
        for (var at = 0; at < digits.length(); at++) {
            var digit = digits.charAt(at) - '0';
            var doubled = at % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (10 - sum % 10) % 10;
    }

    /** In decimal, 10 digits are the first 32 bits and 8 digits the last 24 (3GPP2 S.R0048). */
    private static Optional<String> meid(String number) {
        if (number.length() == MEID_WITH_CHECK_DIGIT) {
            return Optional.of(number.substring(0, MEID));
        }
        return number.length() == MEID_IN_DECIMAL
                ? inHexadecimal(number, 10, 8, 6)
                : Optional.of(number);
    }

    private static Optional<String> inHexadecimal(
            String number, int firstDecimals, int firstDigits, int lastDigits) {
        if (!isDigits(number, 0)) {
            return Optional.empty();
        }
        var first = Long.parseLong(number.substring(0, firstDecimals));
        var last = Long.parseLong(number.substring(firstDecimals));
        return (first >> (4 * firstDigits)) == 0 && (last >> (4 * lastDigits)) == 0
                ? Optional.of(
                        HEXADECIMAL.toHexDigits(first, firstDigits)
                                + HEXADECIMAL.toHexDigits(last, lastDigits))
                : Optional.empty();
    }

    /** In hexadecimal, 2 digits are the manufacturer's code and 6 its serial number. */
    private static Optional<String> esn(String number) {
        return Optional.of(
                number.length() == ESN_IN_HEXADECIMAL
                        ? "%03d%08d"
                                .formatted(
                                        HexFormat.fromHexDigits(number, 0, 2),
                                        HexFormat.fromHexDigits(number, 2, ESN_IN_HEXADECIMAL))
                        : number);
    }

    /** ICCIDs are stored in pairs of digits; one of 19 digits is filled up with F (ITU-T E.118). */
    private static String withoutPadding(String number) {
        var end = number.length();
        while (end > 0 && number.charAt(end - 1) == PADDING) {
            end--;
        }
        return number.substring(0, end);
    }

    /**
     * The digits and hexadecimal letters of a number, in capitals, without what people write
     * between them: spaces, dashes, dots and parentheses. Empty where there is anything else, such
     * as a dash before the first digit, which would be a sign.
     */
    private static Optional<String> withoutSeparators(String value, boolean mayBeginWithPlus) {
        var end = value.length();
        while (end > 0 && isSpace(value.charAt(end - 1))) {
            end--;
        }
        var at = 0;
        while (at < end && isSpace(value.charAt(at))) {
            at++;
        }
        if (mayBeginWithPlus && at < end && value.charAt(at) == '+') {
            at++;
        }
        if (at == end || !isEdge(value.charAt(at), '(') || !isEdge(value.charAt(end - 1), ')')) {
            return Optional.empty();
        }
        var number = new StringBuilder(LONGEST_NUMBER);
        for (; at < end; at++) {
            var each = value.charAt(at);
            if (isHexadecimal(each)) {
                if (number.length() == LONGEST_NUMBER) {
                    return Optional.empty();
                }
                number.append(isDigit(each) ? each : (char) (each & ~0x20));
            } else if (!isSeparator(each)) {
                return Optional.empty();
            }
        }
        return number.isEmpty() ? Optional.empty() : Optional.of(number.toString());
    }

    private static boolean isEdge(char each, char parenthesis) {
        return isHexadecimal(each) || each == parenthesis;
    }

    private static boolean isSeparator(char each) {
        return each == '-'
                || each == '.'
                || each == '('
                || each == ')'
                || isSpace(each)
                || Character.getType(each) == Character.DASH_PUNCTUATION;
    }

    /** Blanks of any width, as documents and spreadsheets have them; no line breaks. */
    private static boolean isSpace(char each) {
        return Character.getType(each) == Character.SPACE_SEPARATOR;
    }

    /** As {@code demo:4711}. */
    private static boolean isProjectAndNumber(String text, int begin) {
        var colon = text.indexOf(':', begin);
        return colon >= 0
                && colon - begin <= LONGEST_PROJECT
                && isProject(text, begin, colon)
                && text.length() - colon - 1 <= LONGEST_PUSH_NUMBER
                && isDigits(text, colon + 1);
    }

    private static boolean isProject(String text, int begin, int end) {
        for (var at = begin; at < end; at++) {
            var each = text.charAt(at);
            if (!isDigit(each) && !isSmallLetter(each) && each != '-') {
                return false;
            }
        }
        return begin < end;
    }

    private static boolean isDigits(String text, int begin) {
        for (var at = begin; at < text.length(); at++) {
            if (!isDigit(text.charAt(at))) {
                return false;
            }
        }
        return begin < text.length();
    }

    private static boolean isCapitalHexadecimals(String text, int begin) {
        for (var at = begin; at < text.length(); at++) {
            if (!isCapitalHexadecimal(text.charAt(at))) {
                return false;
            }
        }
        return begin < text.length();
    }

    private static boolean isUrlSafe(String text, int begin) {
        for (var at = begin; at < text.length(); at++) {
            if (!isUrlSafe(text.charAt(at))) {
                return false;
            }
        }
        return begin < text.length();
    }

    private static boolean isUrlSafe(char each) {
        return isDigit(each)
                || isSmallLetter(each)
                || (each >= 'A' && each <= 'Z')
                || "._~!$&'()*+,;=:@-".indexOf(each) >= 0;
    }

    private static boolean isHexadecimal(char each) {
        return isCapitalHexadecimal(each) || (each >= 'a' && each <= 'f');
    }

    private static boolean isCapitalHexadecimal(char each) {
        return isDigit(each) || (each >= 'A' && each <= 'F');
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isSmallLetter(char each) {
        return each >= 'a' && each <= 'z';
    }
}
