package io.telltale.schemas.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Providers' reason texts, made comparable. */
public final class ReasonText {

    private static final Pattern VARYING =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}([T ]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"
                            + "|\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \\d{2,4}"
                            + "|\\d{1,2}:\\d{2}(:\\d{2})?"
                            + "|\\d+");

    private ReasonText() {}

    /**
     * Dates, times and numbers as {@code #}; null stays null. Two spellings of one reason become
     * one.
     */
    public static @Nullable String normalized(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        var text = reason.strip();
        return hasDigit(text) ? VARYING.matcher(text).replaceAll("#") : text;
    }

    /** Every alternative of the pattern has one, and most reasons have none. */
    private static boolean hasDigit(String text) {
        for (var place = 0; place < text.length(); place++) {
            if (text.charAt(place) >= '0' && text.charAt(place) <= '9') {
                return true;
            }
        }
        return false;
    }
}
