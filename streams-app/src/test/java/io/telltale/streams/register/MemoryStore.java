package io.telltale.streams.register;

import io.telltale.streams.encoding.PairKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;

/** A key-value store in memory that keeps its entries when its task is closed. */
@NullUnmarked // Kafka's contract
final class MemoryStore implements KeyValueStore<PairKey, byte[]> {

    private static final PairKey LAST = new PairKey("\uffff", "");

    private final TreeMap<PairKey, byte[]> entries = new TreeMap<>(MemoryStore::compare);
    private String name = "memory";
    private long puts;
    private long reads;

    /** As bytes for the refs of these tests, which are ASCII. */
    private static int compare(PairKey one, PairKey other) {
        var byOwner = one.owner().compareTo(other.owner());
        return byOwner != 0 ? byOwner : one.member().compareTo(other.member());
    }

    void rename(String other) {
        name = other;
    }

    /** Number of writes so far. */
    long puts() {
        return puts;
    }

    /** Number of entries looked at so far. */
    long reads() {
        return reads;
    }

    @Override
    public void put(PairKey key, byte[] value) {
        puts++;
        if (value == null) {
            entries.remove(key);
        } else {
            entries.put(key, value);
        }
    }

    @Override
    public byte[] get(PairKey key) {
        reads++;
        return entries.get(key);
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> range(PairKey first, PairKey last) {
        reads++;
        var found = entries.subMap(first, true, last, true).entrySet().iterator();
        return new Entries(found, () -> reads++);
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> all() {
        return range(new PairKey("", ""), LAST);
    }

    @Override
    public byte[] putIfAbsent(PairKey key, byte[] value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<PairKey, byte[]>> all) {
        all.forEach(each -> put(each.key, each.value));
    }

    @Override
    public byte[] delete(PairKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (_, _) -> {});
    }

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

    private record Entries(Iterator<Map.Entry<PairKey, byte[]>> each, Runnable isRead)
            implements KeyValueIterator<PairKey, byte[]> {

        @Override
        public boolean hasNext() {
            return each.hasNext();
        }

        @Override
        public KeyValue<PairKey, byte[]> next() {
            isRead.run();
            var next = each.next();
            return KeyValue.pair(next.getKey(), next.getValue());
        }

        @Override
        public PairKey peekNextKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
