package io.telltale.streams.register;

import static java.util.Objects.requireNonNull;

import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.step.TimeShare;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Step: remembers observations at the task of the named ref and sends on what changes its
 * transitions or pairs. Needs the store {@code ref-index}. A carrier that stays where it is sends
 * nothing.
 *
 * <p>When the register lost its facts, its generation rises; every task then sends all that it
 * remembers again, a share of each tick. After a crash it starts again; a repeat changes nothing.
 */
public final class CollectObservations {

    /** Name of the processor; it decides before it writes. */
    public static final String PROCESSOR = "collect-observations";

    private static final Duration TICK = Duration.ofMillis(100);

    private final String store;
    private final LongSupplier generation;

    /**
     * A step over the store that it shares with others.
     *
     * @param store name of the store {@code ref-index}
     * @param generation latest known generation of the register, 0 while none is known
     */
    public CollectObservations(String store, LongSupplier generation) {
        this.store = store;
        this.generation = generation;
    }

    /** Updates for the register with the timestamps of their causes. */
    public KStream<String, RegisterUpdate> apply(KStream<String, Observation> observations) {
        return observations.process(
                () -> new Collecting(store, generation), Named.as(PROCESSOR), store);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Collecting
            extends ContextualProcessor<String, Observation, String, RegisterUpdate> {

        private final String store;
        private final LongSupplier generation;
        private final TimeShare share = new TimeShare(TICK, () -> false);
        private ObservationCollector collector;

        /** Generation that is being sent to, and the last ref sent; null while none is. */
        private @Nullable Progress progress;

        private long sentTo;

        Collecting(String store, LongSupplier generation) {
            this.store = store;
            this.generation = generation;
        }

        private record Progress(long generation, String ref) {}

        @Override
        public void init(ProcessorContext<String, RegisterUpdate> context) {
            super.init(context);
            collector = new ObservationCollector(context.getStateStore(store));
            sentTo = collector.generation();
            progress = null;
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> sendAgain());
        }

        @Override
        public void process(Record<String, Observation> record) {
            if (record.value() == null) {
                throw new UnprocessableRecordException(Fault.NO_VALUE);
            }
            var update = collector.collect(record.key(), record.value());
            if (update != null) {
                context().forward(record.withKey(update.key).withValue(update.value));
            }
        }

        private void sendAgain() {
            var latest = generation.getAsLong();
            if (progress == null && latest > sentTo) {
                progress = new Progress(latest, "");
            }
            if (progress != null) {
                share.use(Duration.ZERO, this::sendNext);
            }
        }

        private boolean sendNext() {
            var now = requireNonNull(progress);
            var ref = collector.refAfter(now.ref());
            if (ref == null) {
                sentTo = now.generation();
                collector.noteGeneration(sentTo);
                progress = null;
                return false;
            }
            var time = context().currentStreamTimeMs();
            var timestamp = time >= 0 ? time : context().currentSystemTimeMs();
            for (var update : collector.again(ref)) {
                context().forward(new Record<>(update.key, update.value, timestamp));
            }
            progress = new Progress(now.generation(), ref);
            return true;
        }
    }
}
