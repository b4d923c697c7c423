package io.telltale.schemas.failure;

import java.util.regex.Pattern;

/** Foreign text for a log line or an error. */
public final class OneLine {

    private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\s\\x85\\u2028\\u2029]+");

    private OneLine() {}

    /**
     * The text in one line, so that it cannot forge another one: each run of blanks and control
     * characters is one space.
     *
     * @param longest in characters; what is longer is cut, and ends with an ellipsis
     */
    public static String of(String text, int longest) {
        var line = BLANK.matcher(text).replaceAll(" ").strip();
        return line.length() <= longest ? line : line.substring(0, longest) + "…";
    }
}
