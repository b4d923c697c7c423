package io.telltale.schemas.ref;

import java.util.function.IntPredicate;

/**
 * How the values of refs are written. No regular expressions: every record has several refs, and
 * each is looked at in many steps.
 */
final class Form {

    private static final int LONGEST_PROJECT = 40;
    private static final int LONGEST_NUMBER = 19;

    private Form() {}

    static boolean isDigits(String value, int most) {
        return isOf(Form::isDigit, value, most);
    }

    /** In upper case, exactly so many. */
    static boolean isHexadecimal(String value, int count) {
        return value.length() == count
                && isOf(each -> isDigit(each) || (each >= 'A' && each <= 'F'), value, count);
    }

    static boolean isUrlSafe(String value, int most) {
        return isOf(
                each -> isDigit(each) || isLetter(each) || "._~!$&'()*+,;=:@-".indexOf(each) >= 0,
                value,
                most);
    }

    /** As {@code demo:4711}. */
    static boolean isProjectAndNumber(String value) {
        var colon = value.indexOf(':');
        return colon >= 0
                && isOf(
                        each -> isDigit(each) || isSmallLetter(each) || each == '-',
                        value.substring(0, colon),
                        LONGEST_PROJECT)
                && isDigits(value.substring(colon + 1), LONGEST_NUMBER);
    }

    private static boolean isOf(IntPredicate character, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            return false;
        }
        for (var at = 0; at < value.length(); at++) {
            if (!character.test(value.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int each) {
        return each >= '0' && each <= '9';
    }

    private static boolean isLetter(int each) {
        return isSmallLetter(each) || (each >= 'A' && each <= 'Z');
    }

    private static boolean isSmallLetter(int each) {
        return each >= 'a' && each <= 'z';
    }
}
