package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.streams.sms.SmsMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SMS, whatever channels reported it. */
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
        var first = message.first();
        var text = message.textRow();
        var status = message.deliveryStatus();
        return new SmsJson(
                message.messageId(),
                message.direction().name(),
                first.getSender(),
                first.getRecipient(),
                text.getText(),
                text.getTextCut(),
                text.getEncoding(),
                status == null ? null : status.name(),
                message.delivery().getProviderDeliveryStatus(),
                ProviderNames.of(first.getProvider()),
                first.getAccount(),
                first.getDevices().getFirst(),
                message.rows().stream().map(row -> row.getChannel().name()).distinct().toList(),
                message.rows().stream().map(SmsEvent::getEventId).toList(),
                first.getOccurredAt(),
                message.observedAt());
    }
}
