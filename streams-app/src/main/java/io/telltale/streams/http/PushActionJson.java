package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.service.openapi.ProviderName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One push message to the device. */
@Serdeable
record PushActionJson(
        String actionId,
        String campaignId,
        String campaignRef,
        String ref,
        @Nullable Boolean failed,
        @Nullable String errorMessage,
        @Nullable String message,
        boolean messageCut,
        ProviderName provider,
        @Nullable String account,
        String eventId,
        @Nullable Instant occurredAt,
        Instant observedAt) {

    static PushActionJson of(PushActionEvent push) {
        return new PushActionJson(
                push.getActionId(),
                push.getCampaignId(),
                campaignRef(push),
                push.getDevices().getFirst(),
                push.getFailed(),
                push.getErrorMessage(),
                push.getMessage(),
                push.getMessageCut(),
                ProviderName.of(push.getProvider()),
                push.getAccount(),
                push.getEventId(),
                push.getOccurredAt(),
                push.getObservedAt());
    }

    /** {@code project:campaignId}. */
    static String campaignRef(PushActionEvent push) {
        return push.getProject() + ":" + push.getCampaignId();
    }
}
