package io.telltale.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of a device's SMS history, with ThingSpace's members.
 *
 * @param timestamp offset without colon, {@code 2020-02-28T17:52:17+0000}, but where it is odd
 * @param sentTo only on messages to the device
 * @param sentFrom only on messages from the device
 * @param message written by {@link io.telltale.simulator.json.RawBytes}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmsEvent(
        @Nullable JsonNode timestamp,
        String smsType,
        @Nullable String sentTo,
        @Nullable String sentFrom,
        String message,
        String encoding,
        String deliveryStatus) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ", Locale.ROOT);

    /** The time of an event whose timestamp is not odd. */
    @JsonIgnore
    Instant time() {
        return OffsetDateTime.parse(Objects.requireNonNull(timestamp).asText(), TIME).toInstant();
    }

    SmsEvent odd(@Nullable JsonNode otherTimestamp, String otherMessage) {
        return new SmsEvent(
                otherTimestamp, smsType, sentTo, sentFrom, otherMessage, encoding, deliveryStatus);
    }

    /** A message from the device. */
    static SmsEvent fromDevice(Instant time, String sender, String text) {
        return new SmsEvent(text(time), "MoSms", null, sender, text, "US-ASCII", "Delivered");
    }

    /** A message to the device. */
    static SmsEvent toDevice(Instant time, String recipient, String text, String status) {
        return new SmsEvent(text(time), "MtSms", recipient, null, text, "US-ASCII", status);
    }

    private static JsonNode text(Instant time) {
        return TextNode.valueOf(TIME.format(time.atOffset(ZoneOffset.UTC)));
    }
}
