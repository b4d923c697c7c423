package io.telltale.streams.step;

import io.telltale.streams.encoding.PairKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A typed view of one kind of records in a state store that holds several kinds. Kinds lie apart by
 * a one-letter prefix; the entries of one owner lie together, in the order of their members.
 *
 * <p>Several kinds share a store because every store of a task costs a RocksDB instance and a
 * changelog partition, and a store that is rarely written makes Kafka Streams restore its whole
 * task after a crash.
 *
 * @param <V> class of the values
 */
public final class TypedStore<V> {

    private final ReadOnlyKeyValueStore<PairKey, byte[]> store;
    private final char prefix;
    private final Serde<V> values;

    private TypedStore(ReadOnlyKeyValueStore<PairKey, byte[]> store, char prefix, Serde<V> values) {
        this.store = store;
        this.prefix = prefix;
        this.values = values;
    }

    /** A view of a store; one of a query cannot be written. */
    public static <V> TypedStore<V> of(
            ReadOnlyKeyValueStore<PairKey, byte[]> store, char prefix, Serde<V> values) {
        return new TypedStore<>(store, prefix, values);
    }

    /** An entry of the view. */
    public record Entry<V>(String owner, String member, V value) {}

    /** The value, or null where there is none. */
    public @Nullable V get(String owner, String member) {
        return read(store.get(key(owner, member)));
    }

    /** Writes a value; null deletes. */
    public void put(String owner, String member, @Nullable V value) {
        writable().put(key(owner, member), value == null ? null : bytes(value));
    }

    /**
     * Entries of one owner, ascending by member.
     *
     * @param after only members after this one; empty for all but an empty member itself
     * @param limit most entries, 1 or more
     */
    public List<Entry<V>> entries(String owner, String after, int limit) {
        return scan(new PairKey(prefix + owner, after), PairKey.last(prefix + owner), limit);
    }

    /**
     * Entries of all owners, ascending by owner, then by member.
     *
     * @param afterOwner only owners after this one; empty for all
     * @param limit most entries, 1 or more
     */
    public List<Entry<V>> owners(String afterOwner, int limit) {
        var first =
                afterOwner.isEmpty()
                        ? PairKey.first(String.valueOf(prefix))
                        : PairKey.last(prefix + afterOwner);
        return scan(first, PairKey.first(String.valueOf((char) (prefix + 1))), limit);
    }

    private List<Entry<V>> scan(PairKey first, PairKey last, int limit) {
        var found = new ArrayList<Entry<V>>();
        try (var all = store.range(first, last)) {
            while (all.hasNext() && found.size() < limit) {
                var next = all.next();
                if (next.key.equals(first) && !first.member().isEmpty()) {
                    continue;
                }
                var value = read(next.value);
                if (value != null) {
                    found.add(new Entry<>(next.key.owner().substring(1), next.key.member(), value));
                }
            }
        }
        return found;
    }

    private PairKey key(String owner, String member) {
        return new PairKey(prefix + owner, member);
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
