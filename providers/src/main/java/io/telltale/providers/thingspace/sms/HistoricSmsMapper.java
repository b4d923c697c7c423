package io.telltale.providers.thingspace.sms;

import io.telltale.providers.page.Row;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.event.EventIds;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeliveryStatus;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SmsDirection;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the SMS history of a device to SMS events. */
public final class HistoricSmsMapper {

    private final String account;
    private final EventIds ids;

    /** A mapper for one account. */
    public HistoricSmsMapper(String account) {
        this.account = account;
        this.ids = new EventIds(Provider.THINGSPACE, account, Channel.HISTORY);
    }

    /** The events of the good rows of one device in one answer, in their order. */
    public List<Event.Sms> events(
            SmsHistoryResult history, Optional<String> requestId, Instant observedAt) {
        var seen = new HashMap<String, Integer>();
        var events = new ArrayList<Event.Sms>(history.rows().size());
        for (var row : Row.good(history.rows())) {
            var butForTheStatus = id(history.refs(), row, null, 0);
            var occurrence = seen.merge(butForTheStatus, 1, Integer::sum) - 1;
            var id = id(history.refs(), row, row.deliveryStatus().orElse(null), occurrence);
            var event = event(row, direction(row), observedAt).setEventId(id);
            events.add(
                    new Event.Sms(
                            event.setDevices(texts(history.refs()))
                                    .setRequestId(requestId.orElse(null))
                                    .build()));
        }
        return events;
    }

    private String id(
            List<DeviceRef> refs, HistoricSms row, @Nullable String deliveryWord, int occurrence) {
        return ids.smsInHistory(
                refs,
                direction(row),
                peer(row),
                row.timestamp().orElse(null),
                row.message().orElse(null),
                deliveryWord,
                occurrence);
    }

    private SmsEvent.Builder event(HistoricSms row, SmsDirection direction, Instant observedAt) {
        var text = row.message().orElse(null);
        var toDevice = direction == SmsDirection.MOBILE_TERMINATED;
        var fromDevice = direction == SmsDirection.MOBILE_ORIGINATED;
        return SmsEvent.newBuilder()
                .setProvider(Provider.THINGSPACE)
                .setAccount(account)
                .setOccurredAt(row.timestamp().orElse(null))
                .setObservedAt(observedAt)
                .setChannel(Channel.HISTORY)
                .setDirection(direction)
                .setProviderDirection(row.smsType().orElse(null))
                .setSender(toDevice ? null : row.sentFrom().orElse(null))
                .setRecipient(fromDevice ? null : row.sentTo().orElse(null))
                .setText(text == null ? null : EventLimits.cut(text, EventLimits.TEXT))
                .setTextCut(EventLimits.exceeds(text, EventLimits.TEXT))
                .setEncoding(row.encoding().orElse(null))
                .setDeliveryStatus(row.deliveryStatus().map(HistoricSmsMapper::status).orElse(null))
                .setProviderDeliveryStatus(row.deliveryStatus().orElse(null));
    }

    private static List<String> texts(List<DeviceRef> refs) {
        return refs.stream().map(DeviceRef::toString).toList();
    }

    private static @Nullable String peer(HistoricSms row) {
        return switch (direction(row)) {
            case MOBILE_ORIGINATED -> row.sentFrom().orElse(null);
            case MOBILE_TERMINATED -> row.sentTo().orElse(null);
            case UNKNOWN -> row.sentFrom().or(row::sentTo).orElse(null);
        };
    }

    private static SmsDirection direction(HistoricSms row) {
        return switch (row.smsType().orElse("").strip().toLowerCase(Locale.ROOT)) {
            case "mosms" -> SmsDirection.MOBILE_ORIGINATED;
            case "mtsms" -> SmsDirection.MOBILE_TERMINATED;
            default -> SmsDirection.UNKNOWN;
        };
    }

    /** Whether it went to the device and its delivery status may still change. */
    static boolean isUnsettled(HistoricSms row) {
        if (direction(row) != SmsDirection.MOBILE_TERMINATED) {
            return false;
        }
        return switch (row.deliveryStatus()
                .map(HistoricSmsMapper::status)
                .orElse(DeliveryStatus.UNKNOWN)) {
            case DELIVERED, EXPIRED, DELETED, UNDELIVERABLE, REJECTED, SKIPPED, FAILED -> false;
            case SCHEDULED, ENROUTE, ACCEPTED, UNKNOWN, UNRECOGNIZED -> true;
        };
    }

    private static DeliveryStatus status(String raw) {
        return switch (raw.strip().toLowerCase(Locale.ROOT)) {
            case "scheduled" -> DeliveryStatus.SCHEDULED;
            case "enroute" -> DeliveryStatus.ENROUTE;
            case "delivered" -> DeliveryStatus.DELIVERED;
            case "expired" -> DeliveryStatus.EXPIRED;
            case "deleted" -> DeliveryStatus.DELETED;
            case "undeliverable" -> DeliveryStatus.UNDELIVERABLE;
            case "accepted" -> DeliveryStatus.ACCEPTED;
            case "unknown" -> DeliveryStatus.UNKNOWN;
            case "rejected" -> DeliveryStatus.REJECTED;
            case "skipped" -> DeliveryStatus.SKIPPED;
            case "failed" -> DeliveryStatus.FAILED;
            default -> DeliveryStatus.UNRECOGNIZED;
        };
    }
}
