package io.telltale.streams.topology;

import io.telltale.schemas.event.Event;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Step: notes how far the task is, so that a read may say it. At most once a second, and only when
 * something came.
 */
final class NoteTime {

    private static final Duration EVERY = Duration.ofSeconds(1);

    void apply(KStream<String, Event> events) {
        events.process(Noting::new, Named.as("note-time"), RefStores.AS_OF);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Noting extends ContextualProcessor<String, Event, Void, Void> {

        private KeyValueStore<String, Long> asOf;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            super.init(context);
            this.asOf = context.getStateStore(RefStores.AS_OF);
            context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, _ -> note());
        }

        @Override
        public void process(Record<String, Event> record) {
            // the task's own time has moved on with it
        }

        private void note() {
            var latest = context().currentStreamTimeMs();
            @Nullable Long known = asOf.get(RefStores.AS_OF_KEY);
            if (latest >= 0 && (known == null || latest > known)) {
                asOf.put(RefStores.AS_OF_KEY, latest);
            }
        }
    }
}
