package io.telltale.benchmarks.answer;

import io.telltale.benchmarks.mix.Batch;
import io.telltale.recomputation.DeclaredLink;
import io.telltale.recomputation.EventRow;
import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects, of all that is published, the rows and links of some refs. Not for several threads. */
final class PublishedRows {

    private final Set<String> refs;
    private final Map<String, EventRow> rows = new LinkedHashMap<>();
    private final List<DeclaredLink> links = new ArrayList<>();

    /** Rows and links whose first ref is one of these. */
    PublishedRows(Set<String> refs) {
        this.refs = Set.copyOf(refs);
    }

    /**
     * Takes what is wanted of a batch; of an event that is published again our first time counts.
     */
    void add(Batch batch) {
        for (var event : batch.events()) {
            if (refs.contains(event.devices().getFirst())) {
                rows.merge(
                        event.eventId(),
                        row(event),
                        (one, other) -> one.observedAt().isAfter(other.observedAt()) ? other : one);
            }
        }
        batch.links().stream()
                .filter(link -> refs.contains(link.getRefs().getFirst()))
                .map(PublishedRows::link)
                .forEach(links::add);
    }

    Collection<EventRow> rows() {
        return rows.values();
    }

    List<DeclaredLink> links() {
        return links;
    }

    private static DeclaredLink link(DeviceLink link) {
        return new DeclaredLink(
                DeviceRef.sorted(link.getRefs().stream().map(DeviceRef::parse).toList()),
                link.getValidFrom(),
                link.getValidTo(),
                link.getBy(),
                link.getDeclaredAt());
    }

    private static EventRow row(Event event) {
        return switch (event) {
            case Event.Status(var status) -> row(status);
            case Event.Sms(var sms) -> row(sms);
            case Event.PushAction(var push) -> row(push);
        };
    }

    private static EventRow row(DeviceStatusEvent event) {
        return new EventRow.Status(
                event.getEventId(),
                event.getDevices(),
                event.getOccurredAt(),
                event.getObservedAt(),
                lowerCase(event.getProvider()),
                text(event.getAccount()),
                event.getTaskKind().name(),
                event.getTaskId(),
                event.getReading(),
                event.getOutcome().name(),
                event.getProviderStatus(),
                event.getReason(),
                null);
    }

    private static EventRow row(SmsEvent event) {
        var delivery = event.getDeliveryStatus();
        return new EventRow.Sms(
                event.getEventId(),
                event.getDevices(),
                event.getOccurredAt(),
                event.getObservedAt(),
                lowerCase(event.getProvider()),
                text(event.getAccount()),
                event.getChannel().name(),
                event.getDirection().name(),
                event.getSender(),
                event.getRecipient(),
                event.getText(),
                event.getEncoding(),
                delivery == null ? null : delivery.name(),
                event.getProviderDeliveryStatus());
    }

    private static EventRow row(PushActionEvent event) {
        return new EventRow.Push(
                event.getEventId(),
                event.getDevices(),
                event.getOccurredAt(),
                event.getObservedAt(),
                lowerCase(event.getProvider()),
                text(event.getAccount()),
                event.getCampaignId(),
                event.getActionId(),
                event.getFailed(),
                event.getErrorMessage(),
                null);
    }

    private static String lowerCase(Enum<?> provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String account) {
        return account == null ? "" : account;
    }
}
