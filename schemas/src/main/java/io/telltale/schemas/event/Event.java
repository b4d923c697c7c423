package io.telltale.schemas.event;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of one of the three families, with what all families share. */
public sealed interface Event {

    /**
     * Where a task stands on a device.
     *
     * @param event the record
     */
    record Status(DeviceStatusEvent event) implements Event {}

    /**
     * An SMS.
     *
     * @param event the record
     */
    record Sms(SmsEvent event) implements Event {}

    /**
     * A push message to a device or profile.
     *
     * @param event the record
     */
    record PushAction(PushActionEvent event) implements Event {}

    /** 32 hex digits, the same for every repeat on the same channel. */
    default String eventId() {
        return switch (this) {
            case Status(var event) -> event.getEventId();
            case Sms(var event) -> event.getEventId();
            case PushAction(var event) -> event.getEventId();
        };
    }

    /** Refs of the one device, in kind order; the first is the key of the record. */
    default List<String> devices() {
        return switch (this) {
            case Status(var event) -> event.getDevices();
            case Sms(var event) -> event.getDevices();
            case PushAction(var event) -> event.getDevices();
        };
    }

    /** The provider. */
    default Provider provider() {
        return switch (this) {
            case Status(var event) -> event.getProvider();
            case Sms(var event) -> event.getProvider();
            case PushAction(var event) -> event.getProvider();
        };
    }

    /** Account or project, null where there is none. */
    default @Nullable String account() {
        return switch (this) {
            case Status(var event) -> event.getAccount();
            case Sms(var event) -> event.getAccount();
            case PushAction(var event) -> event.getAccount();
        };
    }

    /** The provider's time, null where it tells none. */
    default @Nullable Instant occurredAt() {
        return switch (this) {
            case Status(var event) -> event.getOccurredAt();
            case Sms(var event) -> event.getOccurredAt();
            case PushAction(var event) -> event.getOccurredAt();
        };
    }

    /** Our time: when we saw it. */
    default Instant observedAt() {
        return switch (this) {
            case Status(var event) -> event.getObservedAt();
            case Sms(var event) -> event.getObservedAt();
            case PushAction(var event) -> event.getObservedAt();
        };
    }
}
