package io.telltale.streams.register;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.schemas.topic.Topics;
import io.telltale.streams.encoding.EncodedSize;
import io.telltale.streams.record.RegisterUpdate;
import io.telltale.streams.register.Settlement.Settled;
import io.telltale.streams.step.CloudEventHeaders;
import io.telltale.streams.step.FailurePlace;
import io.telltale.streams.step.UnprocessableRecordException;
import io.telltale.streams.step.UnprocessableRecordException.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step: keeps all facts of identity in one task and writes the identities that change. The only
 * writer of {@code device.identity.v1}. Needs the store {@code register}; its input has one
 * partition.
 *
 * <p>Facts are stored at once. Identities are settled every 100 ms, or after {@value #MOST} changed
 * facts, so each cluster is settled once per batch and each changed identity written once. Changes
 * that are not settled at a crash are noted in the store and settled after it. Repeats change
 * nothing.
 */
public final class KeepRegister {

    /** Name of the processor; it decides before it writes. */
    public static final String PROCESSOR = "keep-register";

    /** Most changed facts of a batch. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(KeepRegister.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final EpochFloor floor;

    /**
     * A register.
     *
     * @param floor asked once, before the first write to an empty store
     */
    public KeepRegister(EpochFloor floor) {
        this.floor = floor;
    }

    /** Changed identities, keyed by their refs, with the timestamps of their causes. */
    public KStream<String, DeviceIdentity> apply(KStream<String, RegisterUpdate> updates) {
        return updates.process(
                () -> new Registering(floor), Named.as(PROCESSOR), StreamsNames.REGISTER);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class Registering
            extends ContextualProcessor<String, RegisterUpdate, String, DeviceIdentity> {

        private final EpochFloor floor;
        private final Map<Long, Headers> causes = new HashMap<>();
        private RegisterStore store;
        private IdentityRegister register;
        private Deque<Touch> unsettled = new ArrayDeque<>();
        private long sequence;

        Registering(EpochFloor floor) {
            this.floor = floor;
        }

        @Override
        public void init(ProcessorContext<String, DeviceIdentity> context) {
            super.init(context);
            store = new RegisterStore(context.getStateStore(StreamsNames.REGISTER));
            register = new IdentityRegister(store, RegisterLimits.DEFAULT);
            unsettled = store.unsettled();
            sequence = store.settled() + unsettled.size();
            causes.clear();
            context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, _ -> settle());
        }

        @Override
        public void close() {
            unsettled.clear();
            causes.clear();
        }

        @Override
        public void process(Record<String, RegisterUpdate> record) {
            if (record.value() == null) {
                throw new UnprocessableRecordException(Fault.NO_VALUE);
            }
            var change = FactChange.of(record.key(), record.value(), store);
            if (change == null) {
                return;
            }
            var isOfCarrier = change instanceof FactChange.TransitionsChange;
            var touch = new Touch(record.timestamp(), isOfCarrier, change.touched());
            store.write(change);
            store.note(++sequence, touch);
            unsettled.add(touch);
            causes.put(record.timestamp(), record.headers());
            if (unsettled.size() >= MOST) {
                settle();
            }
        }

        private void settle() {
            if (unsettled.isEmpty()) {
                return;
            }
            var generation = store.generation();
            var lowest = generation == null ? highestPublished() : generation;
            var settlement = sendable(register.settle(unsettled, lowest + 1));
            settlement.failures().forEach(Registering::log);
            if (generation == null) {
                store.writeGeneration(lowest);
            }
            store.write(settlement);
            settlement.identities().forEach(this::send);
            store.noteSettled(sequence);
            unsettled.clear();
            causes.clear();
        }

        /** A failure ends the task: the record at hand is not to blame. */
        private long highestPublished() {
            try {
                return floor.highestPublished();
            } catch (RuntimeException e) {
                throw new StreamsException("cannot read the highest epoch of identities", e);
            }
        }

        /** Without identities that brokers would refuse; these stay as they were. */
        private static Settlement sendable(Settlement settlement) {
            var sendable = new ArrayList<Settled>();
            var failures = new ArrayList<>(settlement.failures());
            for (var each : settlement.identities()) {
                if (EncodedSize.isTooLarge(each.identity())) {
                    failures.add(new UnprocessableRecordException(Fault.TOO_LARGE));
                } else {
                    sendable.add(each);
                }
            }
            return new Settlement(sendable, settlement.limits(), failures);
        }

        private static void log(RuntimeException failure) {
            LOG.error(
                    "A cluster of refs cannot be settled; its identities stay as they are: {}",
                    FailurePlace.of(failure));
        }

        private void send(Settled settled) {
            var identity = settled.identity();
            var ref = identity.getRef();
            var epoch = Long.toString(identity.getEpoch());
            var headers =
                    CloudEventHeaders.of(
                            Topics.DEVICE_IDENTITY,
                            EventId.of(Topics.DEVICE_IDENTITY.name(), ref, epoch),
                            ref,
                            Instant.ofEpochMilli(settled.timestamp()),
                            causes.getOrDefault(settled.timestamp(), new RecordHeaders()));
            context().forward(new Record<>(ref, identity, settled.timestamp(), headers));
        }
    }
}
