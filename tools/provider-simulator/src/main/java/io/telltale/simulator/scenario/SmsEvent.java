package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An event of a device's SMS history, with ThingSpace's members.
 *
 * @param timestamp offset without colon, {@code 2020-02-28T17:52:17+0000}
 * @param sentTo only on messages to the device
 * @param sentFrom only on messages from the device
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmsEvent(
        String timestamp,
        String smsType,
        @Nullable String sentTo,
        @Nullable String sentFrom,
        String message,
        String encoding,
        String deliveryStatus) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ", Locale.ROOT);

    @JsonIgnore
    public Instant time() {
        return OffsetDateTime.parse(timestamp, TIME).toInstant();
    }

    /** A message from the device. */
    static SmsEvent fromDevice(Instant time, String sender, String text) {
        return new SmsEvent(text(time), "MoSms", null, sender, text, "US-ASCII", "Delivered");
    }

    /** A message to the device. */
    static SmsEvent toDevice(Instant time, String recipient, String text, String status) {
        return new SmsEvent(text(time), "MtSms", recipient, null, text, "US-ASCII", status);
    }

    private static String text(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
