package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Step: removes rows that we first saw long ago, a few refs a minute. What they came to stays
 * counted. The days on which refs were seen lead to them, so nothing else is looked at.
 */
final class ExpireRows {

    private static final Duration EVERY = Duration.ofMinutes(1);

    /** In one go, so that the task is not held up. */
    private static final int MOST_REFS = 500;

    private final Duration kept;

    /**
     * A step.
     *
     * @param kept how long a row is kept after the day on which it was first seen
     */
    ExpireRows(Duration kept) {
        this.kept = kept;
    }

    void apply(KStream<String, Event> events) {
        events.process(
                () -> new Expiring(kept),
                Named.as("expire-rows"),
                RefStores.ROWS,
                RefStores.UNTIMED,
                RefStores.SEEN);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Expiring extends ContextualProcessor<String, Event, Void, Void> {

        private final Duration kept;
        private KeyValueStore<RowKey, Event> rows;
        private KeyValueStore<PairKey, Long> untimed;
        private KeyValueStore<PairKey, Long> seen;

        Expiring(Duration kept) {
            this.kept = kept;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            this.rows = context.getStateStore(RefStores.ROWS);
            this.untimed = context.getStateStore(RefStores.UNTIMED);
            this.seen = context.getStateStore(RefStores.SEEN);
            context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::expire);
        }

        @Override
        public void process(Record<String, Event> record) {
            // only time lets a row expire
        }

        private void expire(long now) {
            var firstKept = SeenDay.day(Instant.ofEpochMilli(now).minus(kept));
            for (var day : daysBefore(firstKept)) {
                rowsSeenOn(day).forEach(this::remove);
                seen.delete(day);
            }
        }

        private List<PairKey> daysBefore(String firstKept) {
            var days = new ArrayList<PairKey>();
            try (var all = seen.range(PairKey.first(""), PairKey.first(firstKept))) {
                while (all.hasNext() && days.size() < MOST_REFS) {
                    days.add(all.next().key);
                }
            }
            return days;
        }

        private List<KeyValue<RowKey, Event>> rowsSeenOn(PairKey day) {
            var found = new ArrayList<KeyValue<RowKey, Event>>();
            var ref = day.member();
            try (var all = rows.range(RowKey.first(ref), RowKey.last(ref))) {
                while (all.hasNext()) {
                    var row = all.next();
                    if (SeenDay.day(row.value.observedAt()).equals(day.owner())) {
                        found.add(row);
                    }
                }
            }
            return found;
        }

        private void remove(KeyValue<RowKey, Event> row) {
            rows.delete(row.key);
            if (!row.key.orderAt().equals(row.value.occurredAt())) {
                untimed.delete(new PairKey(row.key.ref(), row.key.eventId()));
            }
        }
    }
}
