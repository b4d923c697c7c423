package io.telltale.localstack.check.cluster;

import io.telltale.recomputation.EventRow;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * A committed record of an event topic or the link topic, and when it was seen.
 *
 * @param place topic and partition
 * @param timestamp of the record: not after it was written
 * @param seenAt not before it was committed
 */
record Arrival(String place, Instant timestamp, Instant seenAt, Fact fact) {

    /** The events among these, each once: the first record of an event counts. */
    static Collection<EventRow> rows(List<Arrival> arrivals) {
        var rows = new LinkedHashMap<String, EventRow>();
        for (var arrival : arrivals) {
            if (arrival.fact() instanceof Event(var row)) {
                rows.putIfAbsent(row.eventId(), row);
            }
        }
        return rows.values();
    }

    /** What it has. */
    sealed interface Fact {

        /** The refs that it names. */
        List<String> refs();
    }

    /** An event. */
    record Event(EventRow row) implements Fact {
        @Override
        public List<String> refs() {
            return row.refs();
        }
    }

    /** A declared or withdrawn link. */
    record Link(List<String> refs, GenericRecord record) implements Fact {
        Link {
            refs = List.copyOf(refs);
        }
    }
}
