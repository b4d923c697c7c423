package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.fold.SmsMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SMS, whatever channels told it. */
@Serdeable
record SmsJson(
        String messageId,
        String direction,
        @Nullable String sender,
        @Nullable String recipient,
        @Nullable String text,
        boolean textCut,
        @Nullable String encoding,
        @Nullable String deliveryStatus,
        @Nullable String providerDeliveryStatus,
        String provider,
        @Nullable String account,
        String ref,
        List<String> channels,
        List<String> eventIds,
        @Nullable Instant occurredAt,
        Instant observedAt) {

    static SmsJson of(SmsMessage message) {
        var told = message.told();
        var status = message.deliveryStatus();
        return new SmsJson(
                message.messageId(),
                message.direction().name(),
                told.getSender(),
                told.getRecipient(),
                told.getText(),
                told.getTextCut(),
                told.getEncoding(),
                status == null ? null : status.name(),
                message.delivery().getProviderDeliveryStatus(),
                Words.of(told.getProvider()),
                told.getAccount(),
                told.getDevices().getFirst(),
                message.rows().stream().map(row -> row.getChannel().name()).distinct().toList(),
                message.rows().stream().map(SmsEvent::getEventId).toList(),
                told.getOccurredAt(),
                message.observedAt());
    }
}
