package io.telltale.streams.ref;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.RowKey;
import io.telltale.streams.encoding.StoredEvent;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.register.Junk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** The step of refs on stores in memory. */
final class RefUnderTest {

    private static final long NOW = 1_772_366_400_000L;

    private final MockProcessorContext<String, RefOutput> context = new MockProcessorContext<>();
    private RefProcessor processor;

    RefUnderTest() {
        add(StreamsNames.ROWS, RowKey.serde(), StoredEvent.serde());
        add(StreamsNames.CARDS, PairKey.serde(), Serdes.ByteArray());
        add(StreamsNames.TASKS, PairKey.serde(), Serdes.ByteArray());
        add(StreamsNames.REF_INDEX, PairKey.serde(), Serdes.ByteArray());
        context.setCurrentSystemTimeMs(NOW);
        context.setCurrentStreamTimeMs(NOW);
        this.processor = opened();
    }

    private <K, V> void add(String name, Serde<K> keys, Serde<V> values) {
        var store =
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                        .withLoggingDisabled()
                        .withCachingDisabled()
                        .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    private RefProcessor opened() {
        var opened = new RefProcessor(new Junk(Set.of()), Duration.ofDays(100), () -> false);
        opened.init(context);
        return opened;
    }

    void given(Event event) {
        process(event.devices().getFirst(), new RefInput.Reported(event));
    }

    void given(DeviceIdentity identity) {
        process(identity.getRef(), new RefInput.Identified(identity));
    }

    private void process(String key, RefInput input) {
        processor.process(new Record<>(key, input, NOW));
    }

    /** Another processor on the same stores. */
    void restart() {
        processor.close();
        processor = opened();
    }

    /** One tick of the timer that goes on with cuts and sends parts; what it sent to devices. */
    List<Update> tick() {
        context.resetForwards();
        var timers = context.scheduledPunctuators();
        timers.get(timers.size() - TIMERS).getPunctuator().punctuate(NOW);
        return sent();
    }

    private static final int TIMERS = 3;

    /** What was sent to a device. */
    record Update(String device, DeviceUpdate update) {}

    /** What was sent to devices since the last tick. */
    List<Update> sent() {
        return context.forwarded().stream()
                .filter(each -> each.record().value() instanceof RefOutput.ForDevice)
                .map(each ->
                        new Update(
                                Objects.requireNonNull(each.record().key()),
                                ((RefOutput.ForDevice) each.record().value()).update()))
                .toList();
    }
}
