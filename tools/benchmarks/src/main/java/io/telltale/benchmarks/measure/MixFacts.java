package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.mix.Batch;
import io.telltale.schemas.event.Event;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The content of a backlog, counted while it is published.
 *
 * @param refsPerEvent on average
 * @param late share of events that happened more than an hour before they were seen
 * @param busyRows events of each device of the one in a hundred that have very many, on average
 * @param span simulated time
 */
public record MixFacts(double refsPerEvent, double late, double busyRows, Duration span) {

    private static final Duration LATE = Duration.ofHours(1);

    /** Counts the events of batches on their way to a consumer. Not for several threads. */
    static final class Counter {

        private long events;
        private long refs;
        private long late;

        Consumer<Batch> before(Consumer<Batch> next) {
            return batch -> {
                batch.events().forEach(this::count);
                next.accept(batch);
            };
        }

        private void count(Event event) {
            var at = event.occurredAt();
            events++;
            refs += event.devices().size();
            late += at != null && at.plus(LATE).isBefore(event.observedAt()) ? 1 : 0;
        }

        MixFacts facts(double busyRows, Duration span) {
            return new MixFacts((double) refs / events, (double) late / events, busyRows, span);
        }
    }
}
