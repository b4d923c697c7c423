package io.telltale.streams.step;

import static java.util.Objects.requireNonNull;

import io.telltale.streams.encoding.PairKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A typed view of one kind of records in a state store. Several kinds in one store lie apart by a
 * one-letter prefix; the entries of one owner lie together, in the order of their members.
 *
 * <p>Several kinds share a store because every store of a task costs a RocksDB instance and a
 * changelog partition, and a store that is rarely written makes Kafka Streams restore its whole
 * task after a crash.
 *
 * @param <V> class of the values
 */
public final class TypedStore<V> {

    private final ReadOnlyKeyValueStore<PairKey, byte[]> store;
    private final @Nullable WriteBehindStore writeBehind;
    private final String prefix;
    private final Serde<V> values;

    private TypedStore(
            ReadOnlyKeyValueStore<PairKey, byte[]> store, String prefix, Serde<V> values) {
        this.store = store;
        this.writeBehind = WriteBehindStore.in(store);
        this.prefix = prefix;
        this.values = values;
    }

    /** A view of a store; one of a query cannot be written. */
    public static <V> TypedStore<V> of(
            ReadOnlyKeyValueStore<PairKey, byte[]> store, char prefix, Serde<V> values) {
        return new TypedStore<>(store, String.valueOf(prefix), values);
    }

    /** A view of a store that holds one kind. */
    public static <V> TypedStore<V> of(
            ReadOnlyKeyValueStore<PairKey, byte[]> store, Serde<V> values) {
        return new TypedStore<>(store, "", values);
    }

    /** An entry of the view. */
    public record Entry<V>(String owner, String member, V value) {}

    /** The value, or null where there is none. */
    public @Nullable V get(String owner, String member) {
        var key = key(owner, member);
        return writeBehind == null ? read(store.get(key)) : writeBehind.get(key, values);
    }

    /** Writes a value; null deletes. */
    public void put(String owner, String member, @Nullable V value) {
        var key = key(owner, member);
        if (writeBehind == null) {
            writable().put(key, value == null ? null : bytes(value));
        } else {
            writeBehind.put(key, value, values);
        }
    }

    /**
     * Entries of one owner, ascending by member.
     *
     * @param after only members after this one; empty for all but an empty member itself
     * @param limit most entries, 1 or more
     */
    public List<Entry<V>> entries(String owner, String after, int limit) {
        return scan(key(owner, after), PairKey.last(prefix + owner), limit);
    }

    /**
     * Entries of one owner, ascending by member.
     *
     * @param after only members after this one
     * @param until only members up to this one
     * @param limit most entries, 1 or more
     */
    public List<Entry<V>> entries(String owner, String after, String until, int limit) {
        return scan(key(owner, after), key(owner, until), limit);
    }

    /**
     * Entries of all owners, ascending by owner, then by member.
     *
     * @param afterOwner only owners after this one; empty for all
     * @param limit most entries, 1 or more
     */
    public List<Entry<V>> owners(String afterOwner, int limit) {
        var first =
                afterOwner.isEmpty() ? PairKey.first(prefix) : PairKey.last(prefix + afterOwner);
        return scan(first, afterAll(), limit);
    }

    /** Before the first key of the next kind; null where there is none. */
    private @Nullable PairKey afterAll() {
        return prefix.isEmpty()
                ? null
                : PairKey.first(String.valueOf((char) (prefix.charAt(0) + 1)));
    }

    private List<Entry<V>> scan(PairKey first, @Nullable PairKey last, int limit) {
        var found = new ArrayList<Entry<V>>();
        try (var all = store.range(first, last)) {
            while (all.hasNext() && found.size() < limit) {
                var next = all.next();
                if (!next.key.equals(first) || first.member().isEmpty()) {
                    found.add(entry(next));
                }
            }
        }
        return found;
    }

    /** Takes every entry, ascending by owner, then by member. */
    public void forEach(Consumer<Entry<V>> action) {
        try (var all = store.range(PairKey.first(prefix), afterAll())) {
            while (all.hasNext()) {
                action.accept(entry(all.next()));
            }
        }
    }

    private Entry<V> entry(KeyValue<PairKey, byte[]> entry) {
        var owner = entry.key.owner().substring(prefix.length());
        return new Entry<>(owner, entry.key.member(), requireNonNull(read(entry.value)));
    }

    private PairKey key(String owner, String member) {
        return new PairKey(prefix.isEmpty() ? owner : prefix + owner, member);
    }

    private KeyValueStore<PairKey, byte[]> writable() {
        return (KeyValueStore<PairKey, byte[]>) store;
    }

    private byte[] bytes(V value) {
        return values.serializer().serialize("", value);
    }

    private @Nullable V read(byte @Nullable [] bytes) {
        return bytes == null ? null : values.deserializer().deserialize("", bytes);
    }
}
