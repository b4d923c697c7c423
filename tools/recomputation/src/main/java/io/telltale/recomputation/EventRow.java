package io.telltale.recomputation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a topic; several records with one event id are one row. */
public sealed interface EventRow {

    /** A time of the provider that is further ahead of ours is not believed. */
    Duration MOST_AHEAD = Duration.ofMinutes(10);

    /** Its id. */
    String eventId();

    /** Refs of one device, in kind order. */
    List<String> refs();

    /** The provider's time. */
    @Nullable Instant occurredAt();

    /** When we saw it: the smallest time of its records. */
    Instant observedAt();

    /** The provider, in lower case. */
    String provider();

    /** The account or project. */
    String account();

    /** Its primary ref, under which it is stored. */
    default String ref() {
        return refs().getFirst();
    }

    /** The time by which everything is ordered. */
    default Instant orderAt() {
        var occurredAt = occurredAt();
        return occurredAt == null || occurredAt.isAfter(observedAt().plus(MOST_AHEAD))
                ? observedAt()
                : occurredAt;
    }

    /** Whether it is ordered by the provider's time. */
    default boolean isTimed() {
        return orderAt().equals(occurredAt());
    }

    /** Its position in the one order. */
    default ExpectedPosition place() {
        return new ExpectedPosition(orderAt(), eventId());
    }

    /**
     * A reading of a task on a device.
     *
     * @param kind SOFTWARE_UPGRADE or COMMAND
     * @param reading number of the scan or turn
     * @param command detail of a command as HTTP shows it; null where there is none
     */
    record Status(
            String eventId,
            List<String> refs,
            @Nullable Instant occurredAt,
            Instant observedAt,
            String provider,
            String account,
            String kind,
            String taskId,
            long reading,
            String outcome,
            String providerStatus,
            @Nullable String reason,
            @Nullable JsonNode command)
            implements EventRow {}

    /**
     * An SMS as one channel reports it.
     *
     * @param delivery our delivery status, null where the channel reports none
     * @param providerDelivery the provider's delivery status
     */
    record Sms(
            String eventId,
            List<String> refs,
            @Nullable Instant occurredAt,
            Instant observedAt,
            String provider,
            String account,
            String channel,
            String direction,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable String text,
            @Nullable String encoding,
            @Nullable String delivery,
            @Nullable String providerDelivery)
            implements EventRow {}

    /** A push to a device or profile. */
    record Push(
            String eventId,
            List<String> refs,
            @Nullable Instant occurredAt,
            Instant observedAt,
            String provider,
            String account,
            String campaignId,
            String actionId,
            @Nullable Boolean failed,
            @Nullable String errorMessage,
            @Nullable String message)
            implements EventRow {

        /** The campaign it belongs to. */
        public String campaignRef() {
            return account + ":" + campaignId;
        }
    }
}
