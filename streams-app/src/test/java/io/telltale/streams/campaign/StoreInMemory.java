package io.telltale.streams.campaign;

import io.telltale.streams.encoding.PairKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;

/** A store in memory that counts the rows looked at. */
@NullUnmarked // Kafka's contract
final class StoreInMemory implements KeyValueStore<PairKey, byte[]> {

    private final NavigableMap<PairKey, byte[]> rows =
            new TreeMap<>(Comparator.comparing(PairKey::owner).thenComparing(PairKey::member));
    private int looked;
    private int written;

    /** Rows looked at since the last call. */
    int looked() {
        var count = looked;
        looked = 0;
        return count;
    }

    /** Rows written since the last call. */
    int written() {
        var count = written;
        written = 0;
        return count;
    }

    /** Keys of one prefix. */
    List<PairKey> keys(char prefix) {
        return rows.keySet().stream().filter(key -> key.owner().charAt(0) == prefix).toList();
    }

    @Override
    public byte[] get(PairKey key) {
        looked++;
        return rows.get(key);
    }

    @Override
    public void put(PairKey key, byte[] value) {
        written++;
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> range(PairKey first, PairKey last) {
        return new Rows(new ArrayList<>(rows.subMap(first, true, last, true).keySet()).iterator());
    }

    private final class Rows implements KeyValueIterator<PairKey, byte[]> {

        private final Iterator<PairKey> keys;

        Rows(Iterator<PairKey> keys) {
            this.keys = keys;
        }

        @Override
        public boolean hasNext() {
            return keys.hasNext();
        }

        @Override
        public KeyValue<PairKey, byte[]> next() {
            looked++;
            var key = keys.next();
            return KeyValue.pair(key, rows.get(key));
        }

        @Override
        public PairKey peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Override
    public byte[] putIfAbsent(PairKey key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<PairKey, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(PairKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> all() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    @Override
    public String name() {
        return "in memory";
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
