package io.telltale.benchmarks.mix;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.SourceHealth;
import java.util.List;

/**
 * What is published together: a page, a block, a callback.
 *
 * @param events of the three families, in order
 * @param healths that the source of it is well
 * @param campaigns descriptions of campaigns
 * @param links what an operator declares
 */
public record Batch(
        List<Event> events,
        List<SourceHealth> healths,
        List<Campaign> campaigns,
        List<DeviceLink> links) {

    public Batch {
        events = List.copyOf(events);
        healths = List.copyOf(healths);
        campaigns = List.copyOf(campaigns);
        links = List.copyOf(links);
    }

    static Batch of(List<Event> events, SourceHealth health) {
        return new Batch(events, List.of(health), List.of(), List.of());
    }

    /** All records of any kind. */
    public int size() {
        return events.size() + healths.size() + campaigns.size() + links.size();
    }

    /** The same with other events. */
    Batch with(List<Event> others) {
        return new Batch(others, healths, campaigns, links);
    }

    /** The same without the events after the first so many. */
    Batch limitedTo(long most) {
        return events.size() <= most
                ? this
                : new Batch(events.subList(0, (int) most), healths, campaigns, links);
    }
}
