package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.scenario.DeviceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What is asked of an SMS history: a device and the window between two excluded bounds.
 *
 * @param earliest {@link Instant#MIN} when not given
 * @param latest {@link Instant#MAX} when not given
 */
record SmsHistoryRequest(DeviceId deviceId, Instant earliest, Instant latest) {

    /** Offset as Z, with its colon or without: all of these occur at ThingSpace. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                    .appendPattern("[XXX][XX]")
                    .toFormatter(Locale.ROOT);

    /**
     * Reads a request's body.
     *
     * @throws DateTimeParseException when a bound is given and is not a time
     */
    static SmsHistoryRequest of(JsonNode body) {
        var device = body.path("deviceId");
        return new SmsHistoryRequest(
                new DeviceId(device.path("id").asText(""), device.path("kind").asText("")),
                time(body.path("earliest"), Instant.MIN),
                time(body.path("latest"), Instant.MAX));
    }

    boolean includes(Instant time) {
        return time.isAfter(earliest) && time.isBefore(latest);
    }

    private static Instant time(JsonNode bound, Instant fallback) {
        return bound.isMissingNode() || bound.isNull()
                ? fallback
                : OffsetDateTime.parse(bound.asText(), TIME).toInstant();
    }
}
