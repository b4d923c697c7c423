package io.telltale.simulator.scenario.odd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.telltale.simulator.scenario.SeededRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A time in one of the forms that networks and languages produce, and its value.
 *
 * @param written text or number; null where the row has none
 * @param read to the precision of the form; null where it is no time
 */
public record OddTime(@Nullable JsonNode written, @Nullable Instant read) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ZoneOffset PACIFIC = ZoneOffset.ofHours(-8);

    /** Forms of a second, without a zone in UTC. */
    private static final List<DateTimeFormatter> OF_SECONDS =
            List.of(
                    format("uuuu-MM-dd'T'HH:mm:ss"),
                    format("uuuu-MM-dd HH:mm:ss"),
                    format("M/d/uuuu h:mm:ss a"),
                    format("MM/dd/uuuu, HH:mm:ss"));

    private static final DateTimeFormatter GO_IN_UTC =
            format("uuuu-MM-dd HH:mm:ss.SSSSSS Z 'UTC m=+0.000012345'");
    private static final DateTimeFormatter GO_IN_A_ZONE =
            format("uuuu-MM-dd HH:mm:ss.SSS Z 'PST m=+86400.5'");

    /** The zero times of languages, and texts that are no time. */
    private static final List<String> NONE =
            List.of("0001-01-01T00:00:00Z", "0001-01-01 00:00:00 +0000 UTC", "n/a", "");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** One of the forms; more than one in three is no time. */
    public static OddTime of(SplittableRandom random, Instant time) {
        var seconds = time.truncatedTo(ChronoUnit.SECONDS);
        var millis = time.truncatedTo(ChronoUnit.MILLIS);
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 ->
                    text(SeededRandom.oneOf(random, OF_SECONDS).format(utc(seconds)), seconds);
            case 4 -> new OddTime(NODES.numberNode(seconds.getEpochSecond()), seconds);
            case 5 -> new OddTime(NODES.numberNode(millis.toEpochMilli()), millis);
            case 6 -> text(Long.toString(millis.toEpochMilli()), millis);
            case 7 -> text(GO_IN_UTC.format(utc(millis)), millis);
            case 8 -> text(GO_IN_A_ZONE.format(millis.atOffset(PACIFIC)), millis);
            case 9 -> new OddTime(NODES.numberNode(0), null);
            case 10 -> new OddTime(null, null);
            default -> text(SeededRandom.oneOf(random, NONE), null);
        };
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static OddTime text(String written, @Nullable Instant read) {
        return new OddTime(NODES.textNode(written), read);
    }
}
