package io.telltale.simulator.scenario.sms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.scenario.sms.Histories.Dated;
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
 * @param timestamp offset without colon, {@code 2020-02-28T17:52:17+0000}, or oddly written
 * @param sentTo only on messages to the device
 * @param sentFrom only on messages from the device
 * @param message written by {@link RawBytes}
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

    /** This event with its time. */
    public Dated dated(long key) {
        var text = Objects.requireNonNull(timestamp).asText();
        return new Dated(key, OffsetDateTime.parse(text, TIME).toInstant(), this, null);
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
