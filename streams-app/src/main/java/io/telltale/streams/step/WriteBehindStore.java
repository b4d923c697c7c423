package io.telltale.streams.step;

import io.telltale.streams.encoding.PairKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps values decoded, and encodes and writes those that changed once a commit.
 *
 * <p>Takes the place of Kafka Streams' record cache, which keeps bytes in a sorted map: there every
 * look decodes and every change encodes. Kafka Streams calls {@link #flushCache} before each commit
 * and {@link #clearCache} when a task becomes a standby, as it does for its own cache; a crash in
 * between loses what is committed nowhere. A range writes the changed values of its owner first.
 *
 * <p>Values must never be changed after they were put or got, and must be fit to be written: one
 * that cannot be encoded fails the commit, not its put. For the thread of its task; queries see
 * what lies underneath, through {@link #readOnly}.
 */
final class WriteBehindStore
        extends WrappedStateStore<KeyValueStore<PairKey, byte[]>, PairKey, byte[]>
        implements KeyValueStore<PairKey, byte[]> {

    /** What an object takes beside its content, and how much larger it is than its bytes. */
    private static final int OBJECT = 256;

    private static final int BYTES_AS_OBJECT = 3;

    private final long room;
    private final Map<String, Map<String, Changed<?>>> changed = new HashMap<>();
    private final LinkedHashMap<PairKey, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private int changes;
    private long used;

    /**
     * A store over the one that is written to.
     *
     * @param room heap that unchanged values may take, in bytes, as estimated from what they were
     *     decoded from
     */
    WriteBehindStore(KeyValueStore<PairKey, byte[]> store, long room) {
        super(store);
        this.room = room;
    }

    /** The store itself, where a processor's context wrapped it; null where it is none. */
    static @Nullable WriteBehindStore in(ReadOnlyKeyValueStore<PairKey, byte[]> store) {
        return store instanceof WrappedStateStore<?, ?, ?> wrapped
                ? wrapped.findInner(WriteBehindStore.class)
                : null;
    }

    private record Changed<V>(@Nullable V value, Serializer<V> serializer) {

        byte @Nullable [] bytes() {
            return value == null ? null : serializer.serialize("", value);
        }
    }

    /** A value as it lies underneath; null where nothing does. */
    private record Known(@Nullable Object value, int size) {}

    /** The value, or null where there is none. One kind of key is always read with one serde. */
    @SuppressWarnings("unchecked") // it was put, or read, with the same serde
    <V> @Nullable V get(PairKey key, Serde<V> values) {
        var ofOwner = changed.get(key.owner());
        var change = ofOwner == null ? null : ofOwner.get(key.member());
        if (change != null) {
            return (V) change.value();
        }
        var kept = known.get(key);
        if (kept != null) {
            return (V) kept.value();
        }
        var bytes = wrapped().get(key);
        var value = bytes == null ? null : values.deserializer().deserialize("", bytes);
        keep(key, value, bytes);
        return value;
    }

    /** Puts a value; null deletes. Nothing is written yet. */
    <V> void put(PairKey key, @Nullable V value, Serde<V> values) {
        forget(key);
        var before =
                changed.computeIfAbsent(key.owner(), _ -> HashMap.newHashMap(1))
                        .put(key.member(), new Changed<>(value, values.serializer()));
        changes += before == null ? 1 : 0;
    }

    private void keep(PairKey key, @Nullable Object value, byte @Nullable [] bytes) {
        var size = OBJECT + (bytes == null ? 0 : bytes.length * BYTES_AS_OBJECT);
        forget(key);
        known.put(key, new Known(value, size));
        used += size;
        while (used > room) {
            used -= known.pollFirstEntry().getValue().size();
        }
    }

    private void forget(PairKey key) {
        var before = known.remove(key);
        used -= before == null ? 0 : before.size();
    }

    @Override
    public void flushCache() {
        writeAll();
        super.flushCache();
    }

    private void writeAll() {
        if (changes > 0) {
            var entries = new ArrayList<KeyValue<PairKey, byte[]>>(changes);
            changed.forEach((owner, ofOwner) -> write(owner, ofOwner, entries));
            changed.clear();
            changes = 0;
            wrapped().putAll(entries);
        }
    }

    private void writeOwner(String owner) {
        var ofOwner = changed.remove(owner);
        if (ofOwner != null) {
            changes -= ofOwner.size();
            var entries = new ArrayList<KeyValue<PairKey, byte[]>>(ofOwner.size());
            write(owner, ofOwner, entries);
            wrapped().putAll(entries);
        }
    }

    private void write(
            String owner,
            Map<String, Changed<?>> ofOwner,
            List<KeyValue<PairKey, byte[]>> entries) {
        ofOwner.forEach((member, change) -> {
            var key = new PairKey(owner, member);
            var bytes = change.bytes();
            entries.add(KeyValue.pair(key, bytes));
            keep(key, change.value(), bytes);
        });
    }

    @Override
    public void clearCache() {
        clear();
        super.clearCache();
    }

    private void clear() {
        changed.clear();
        known.clear();
        changes = 0;
        used = 0;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        clear();
        super.init(context, root);
    }

    @Override
    public void close() {
        clear();
        super.close();
    }

    @Override
    public long approximateNumUncommittedBytes() {
        return super.approximateNumUncommittedBytes() + (long) changes * OBJECT * BYTES_AS_OBJECT;
    }

    @Override
    @NullUnmarked // Kafka's contract
    public byte[] get(PairKey key) {
        writeOwner(key.owner());
        return wrapped().get(key);
    }

    @Override
    public void put(PairKey key, byte @Nullable [] value) {
        writeOwner(key.owner());
        forget(key);
        wrapped().put(key, value);
    }

    @Override
    @NullUnmarked // Kafka's contract
    public byte[] putIfAbsent(PairKey key, byte[] value) {
        var before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<PairKey, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    @NullUnmarked // Kafka's contract
    public byte[] delete(PairKey key) {
        var before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> range(@Nullable PairKey from, @Nullable PairKey to) {
        write(from, to);
        return wrapped().range(from, to);
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> reverseRange(
            @Nullable PairKey from, @Nullable PairKey to) {
        write(from, to);
        return wrapped().reverseRange(from, to);
    }

    private void write(@Nullable PairKey from, @Nullable PairKey to) {
        if (from != null && to != null && from.owner().equals(to.owner())) {
            writeOwner(from.owner());
        } else {
            writeAll();
        }
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> all() {
        writeAll();
        return wrapped().all();
    }

    @Override
    public KeyValueIterator<PairKey, byte[]> reverseAll() {
        writeAll();
        return wrapped().reverseAll();
    }

    @Override
    public long approximateNumEntries() {
        return wrapped().approximateNumEntries();
    }

    /** What was written; at {@code READ_COMMITTED} what was committed. */
    @Override
    public ReadOnlyKeyValueStore<PairKey, byte[]> readOnly(IsolationLevel isolationLevel) {
        return wrapped().readOnly(isolationLevel);
    }
}
