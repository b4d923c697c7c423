package io.telltale.schemas.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Providers' reason texts, made comparable. */
public final class Reason {

    private static final Pattern VARYING =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}([T ]\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?"
                            + "|\\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \\d{2,4}"
                            + "|\\d{1,2}:\\d{2}(:\\d{2})?"
                            + "|\\d+");

    private Reason() {}

    /**
     * Dates, times and numbers as {@code #}; null stays null. Two spellings of one reason become
     * one.
     */
    public static @Nullable String normalized(@Nullable String reason) {
        return reason == null ? null : VARYING.matcher(reason.strip()).replaceAll("#");
    }
}
