package io.telltale.providers.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads {@code Retry-After}: seconds or an HTTP date. */
public final class RetryAfter {

    /** What we wait when a provider asks for patience without saying how much. */
    public static final Duration USUAL = Duration.ofSeconds(30);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** Zero to one day. */
    Duration read(String header) {
        var text = header.strip();
        var wait = text.matches("[0-9]{1,9}") ? seconds(text) : untilDate(text);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private Duration untilDate(String text) {
        try {
            var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(clock.instant(), date.toInstant());
        } catch (DateTimeException e) {
            return USUAL;
        }
    }
}
