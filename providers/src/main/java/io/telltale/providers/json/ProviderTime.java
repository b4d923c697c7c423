package io.telltale.providers.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the time formats of providers: ISO-8601, with a blank in the place of the T and with or
 * without a zone; Go's default text, such as {@code 2021-06-03 00:03:56.079 +0000 UTC m=+0.5};
 * month first, such as {@code 6/3/2021 12:03:56 AM}; seconds and milliseconds since 1970. Without a
 * zone it is UTC. A time is never needed: one that cannot be read, or lies before 1995 as the zeros
 * of several languages do, counts as absent.
 */
public final class ProviderTime {

    private static final Instant FIRST = Instant.parse("1995-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** More than any of the forms has; a longer text is none of them. */
    private static final int LONGEST = 100;

    /** 9 or 10 digits are seconds, with or without a fraction; 12 or 13 are milliseconds. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{9,10}(?:\\.[0-9]{1,9})?");

    private static final Pattern MILLIS = Pattern.compile("[0-9]{12,13}");

    /** What Go appends of the clock of a process. */
    private static final Pattern MONOTONIC = Pattern.compile(" m=[+-][0-9.]+$");

    /** The name of a zone is redundant behind an offset, or where it is UTC. */
    private static final Pattern ZONE_NAME =
            Pattern.compile("(?<=[+-][0-9]{2}:?[0-9]{2}) [A-Z]{2,5}$| (?:UTC|GMT)$");

    private static final Pattern BLANKS = Pattern.compile("\\h+");

    private static final List<DateTimeFormatter> FORMATS =
            Stream.of(
                            "uuuu-MM-dd['T'][' ']HH:mm:ss",
                            "M/d/uuuu[','] H:mm[:ss]",
                            "M/d/uuuu[','] h:mm[:ss]")
                    .map(ProviderTime::format)
                    .toList();

    private ProviderTime() {}

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                .appendPattern(pattern.contains("h") ? "[' ']a" : "")
                .appendPattern("[' '][XXX][XX][X]")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** A time member, text or number; empty where there is none that can be read. */
    public static Optional<Instant> in(JsonMembers members, String name) {
        return members.member(name)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .flatMap(ProviderTime::parse);
    }

    /** The time; empty if the text is in none of the forms, or outside the years 1995 to 9999. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = BLANKS.matcher(text.strip()).replaceAll(" ");
        return number(plain)
                .or(() -> date(plain))
                .filter(time -> !time.isBefore(FIRST) && time.isBefore(END));
    }

    private static Optional<Instant> number(String text) {
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        return SECONDS.matcher(text).matches()
                ? Optional.of(
                        Instant.EPOCH.plusNanos(
                                new BigDecimal(text).movePointRight(9).longValueExact()))
                : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        var withoutClock = MONOTONIC.matcher(text).replaceFirst("");
        var withoutName = ZONE_NAME.matcher(withoutClock).replaceFirst("");
        return FORMATS.stream().flatMap(format -> date(format, withoutName).stream()).findFirst();
    }

    private static Optional<Instant> date(DateTimeFormatter format, String text) {
        try {
            var time = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
