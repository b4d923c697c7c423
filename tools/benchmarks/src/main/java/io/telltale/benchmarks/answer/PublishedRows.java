package io.telltale.benchmarks.answer;

import io.telltale.benchmarks.mix.Batch;
import io.telltale.recomputation.AvroRows;
import io.telltale.recomputation.DeclaredLink;
import io.telltale.recomputation.EventRow;
import io.telltale.schemas.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
                .map(AvroRows::link)
                .forEach(links::add);
    }

    Collection<EventRow> rows() {
        return rows.values();
    }

    List<DeclaredLink> links() {
        return links;
    }

    private static EventRow row(Event event) {
        return switch (event) {
            case Event.Status(var status) -> AvroRows.status(status);
            case Event.Sms(var sms) -> AvroRows.sms(sms);
            case Event.PushAction(var push) -> AvroRows.push(push);
        };
    }
}
