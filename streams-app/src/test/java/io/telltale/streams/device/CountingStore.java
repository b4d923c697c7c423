package io.telltale.streams.device;

import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.encoding.PairKey;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.NullUnmarked;

/** Kafka's store in memory, with a count of the entries that were read or written. */
@NullUnmarked // Kafka's contract
final class CountingStore implements KeyValueStore<PairKey, byte[]> {

    private final KeyValueStore<PairKey, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(StreamsNames.DEVICES),
                            PairKey.serde(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    private long touched;

    /** Entries read or written while some work is done. */
    long touchedBy(Runnable work) {
        var before = touched;
        work.run();
        return touched - before;
    }

    @Override
    public byte[] get(PairKey key) {
        touched++;
        return store.get(key);
    }

    @Override
    public void put(PairKey key, byte[] value) {
        touched++;
        store.put(key, value);
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> range(PairKey first, PairKey last) {
        return counting(() -> store.range(first, last));
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> all() {
        return counting(store::all);
    }

    private KeyValueIterator<PairKey, byte[]> counting(
            Supplier<KeyValueIterator<PairKey, byte[]>> open) {
        var all = open.get();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public KeyValue<PairKey, byte[]> next() {
                touched++;
                return all.next();
            }

            @Override
            public PairKey peekNextKey() {
                return all.peekNextKey();
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }

    @Override
    public byte[] putIfAbsent(PairKey key, byte[] value) {
        throw new UnsupportedOperationException("not used by the step");
    }

    @Override
    public void putAll(List<KeyValue<PairKey, byte[]>> entries) {
        throw new UnsupportedOperationException("not used by the step");
    }

    @Override
    public byte[] delete(PairKey key) {
        touched++;
        return store.delete(key);
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        store.init(context, root);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }
}
