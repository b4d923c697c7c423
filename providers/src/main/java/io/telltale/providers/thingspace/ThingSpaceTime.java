package io.telltale.providers.thingspace;

import io.telltale.providers.json.Members;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.RowFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the forms of time that occur at ThingSpace: ISO-8601 with {@code Z}, {@code +00:00} or
 * {@code +0000}, and Go's default text {@code 2021-06-03 00:03:56.079 +0000 UTC}; all with 0 to 9
 * digits of a second's fraction.
 */
final class ThingSpaceTime {

    private static final int LAST_YEAR = 9999;
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .appendPattern("['T'][' ']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .appendPattern("[' '][XXX][XX][X]")
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private ThingSpaceTime() {}

    /** The time; empty if the text is in none of the forms or outside the years 0 to 9999. */
    static Optional<Instant> parse(String text) {
        var withoutZoneName = text.strip().replaceFirst("(?<=[0-9]) [A-Z]{3,5}$", "");
        try {
            var time = OffsetDateTime.parse(withoutZoneName, FORMAT);
            var usual = time.getYear() >= 0 && time.getYear() <= LAST_YEAR;
            return usual ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A time member; blank counts as absent.
     *
     * @throws UnreadableRow BAD_TIME if it is there and cannot be read
     */
    static Optional<Instant> in(Members members, String name) {
        return members.word(name)
                .map(text ->
                        parse(text).orElseThrow(() -> new UnreadableRow(RowFault.BAD_TIME, name)));
    }
}
