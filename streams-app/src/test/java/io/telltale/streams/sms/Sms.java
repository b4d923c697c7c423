package io.telltale.streams.sms;

import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds SMS events of tests; seconds count from {@link #BEGIN}, begin of a quarter hour. */
public record Sms(
        String eventId,
        String ref,
        Channel channel,
        SmsDirection direction,
        @Nullable String text,
        @Nullable Instant occurredAt,
        Instant observedAt,
        @Nullable DeliveryStatus status) {

    public static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private static final Duration DELAY = Duration.ofMinutes(2);

    public static SmsEvent history(String id, String text, double second) {
        return of(id, Channel.HISTORY, text).at(second).event();
    }

    public static SmsEvent poll(String id, String text, double second) {
        return of(id, Channel.POLL, text).at(second).event();
    }

    public static SmsEvent callback(String id, String text, double second) {
        return of(id, Channel.CALLBACK, text).at(second).event();
    }

    public static Sms of(String id, Channel channel, @Nullable String text) {
        return new Sms(
                id, "imei:1", channel, SmsDirection.MOBILE_TERMINATED, text, null, BEGIN, null);
    }

    public static Instant time(double second) {
        return BEGIN.plusMillis(Math.round(second * 1000));
    }

    /** With a provider time; seen by us a little later. */
    public Sms at(double second) {
        return new Sms(
                eventId,
                ref,
                channel,
                direction,
                text,
                time(second),
                time(second).plus(DELAY),
                status);
    }

    /** Without a provider time. */
    public Sms seenAt(double second) {
        return new Sms(eventId, ref, channel, direction, text, occurredAt, time(second), status);
    }

    public Sms with(DeliveryStatus status) {
        return new Sms(eventId, ref, channel, direction, text, occurredAt, observedAt, status);
    }

    public Sms under(String ref) {
        return new Sms(eventId, ref, channel, direction, text, occurredAt, observedAt, status);
    }

    public Sms going(SmsDirection direction) {
        return new Sms(eventId, ref, channel, direction, text, occurredAt, observedAt, status);
    }

    public SmsEvent event() {
        return SmsEvent.newBuilder()
                .setEventId(eventId)
                .setProvider(Provider.THINGSPACE)
                .setAccount("0000123456-00001")
                .setDevices(List.of(ref))
                .setOccurredAt(occurredAt)
                .setObservedAt(observedAt)
                .setChannel(channel)
                .setDirection(direction)
                .setText(text)
                .setDeliveryStatus(status)
                .setProviderDeliveryStatus(
                        status == null ? null : status.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
