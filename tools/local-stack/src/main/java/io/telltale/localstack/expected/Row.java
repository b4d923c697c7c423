package io.telltale.localstack.expected;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a topic, told once; several records with one event id are one row. */
public sealed interface Row {

    /** A time of the provider that is further ahead of ours is not believed. */
    Duration MOST_AHEAD = Duration.ofMinutes(10);

    /** Its id. */
    String eventId();

    /** Refs of one device, in kind order. */
    List<String> refs();

    /** The provider's time. */
    @Nullable Instant occurredAt();

    /** Our time: the smallest that was told. */
    Instant observedAt();

    /** Who told it, in small letters. */
    String provider();

    /** In which account or project. */
    String account();

    /** The ref it is filed under. */
    default String ref() {
        return refs().getFirst();
    }

    /** By which everything sorts. */
    default Instant orderAt() {
        var occurredAt = occurredAt();
        return occurredAt == null || occurredAt.isAfter(observedAt().plus(MOST_AHEAD))
                ? observedAt()
                : occurredAt;
    }

    /** Its place in the one order. */
    default Place place() {
        return new Place(orderAt(), eventId());
    }

    /**
     * Where a task stands.
     *
     * @param kind SOFTWARE_UPGRADE or COMMAND
     * @param reading number of the scan or turn
     * @param command what a command says beside its status, as HTTP shows it; null where nothing
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
            implements Row {}

    /**
     * An SMS as one channel tells it.
     *
     * @param delivery our word for its delivery, null where none is told
     * @param providerDelivery the provider's
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
            implements Row {}

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
            implements Row {

        /** The campaign it belongs to. */
        public String campaignRef() {
            return account + ":" + campaignId;
        }
    }
}
