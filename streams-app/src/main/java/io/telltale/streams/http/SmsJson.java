package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.service.openapi.ProviderName;
import io.telltale.streams.sms.SmsMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SMS, merged from all channels that reported it. */
@Serdeable
record SmsJson(
        String messageId,
        SmsDirection direction,
        @Nullable String sender,
        @Nullable String recipient,
        @Nullable String text,
        boolean textCut,
        @Nullable String encoding,
        @Nullable DeliveryStatus deliveryStatus,
        @Nullable String providerDeliveryStatus,
        ProviderName provider,
        @Nullable String account,
        String ref,
        List<Channel> channels,
        List<String> eventIds,
        @Nullable Instant occurredAt,
        Instant observedAt) {

    static SmsJson of(SmsMessage message) {
        var first = message.first();
        var text = message.textRow();
        return new SmsJson(
                message.messageId(),
                message.direction(),
                first.getSender(),
                first.getRecipient(),
                text.getText(),
                text.getTextCut(),
                text.getEncoding(),
                message.deliveryStatus(),
                message.delivery().getProviderDeliveryStatus(),
                ProviderName.of(first.getProvider()),
                first.getAccount(),
                first.getDevices().getFirst(),
                message.rows().stream().map(SmsEvent::getChannel).distinct().toList(),
                message.rows().stream().map(SmsEvent::getEventId).toList(),
                first.getOccurredAt(),
                message.observedAt());
    }
}
