package io.telltale.streams.campaign;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.step.KeyGuard;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;

/** Scans all rows of one prefix of a store, once when a task opens. */
final class RowScan {

    private RowScan() {}

    /** A row of the scan. */
    record Row<V>(String owner, String member, V value) {}

    /** Hands each row to an action; a row that cannot be read is logged and left out. */
    static <V> void forEach(
            KeyValueStore<PairKey, byte[]> store,
            char prefix,
            Serde<V> values,
            Consumer<Row<V>> action) {
        var guard = new KeyGuard("opening the rows");
        var first = PairKey.first(String.valueOf(prefix));
        var last = PairKey.first(String.valueOf((char) (prefix + 1)));
        try (var rows = store.range(first, last)) {
            while (rows.hasNext()) {
                var next = rows.next();
                var owner = next.key.owner().substring(1);
                guard.get(owner, () -> values.deserializer().deserialize("", next.value))
                        .map(value -> new Row<>(owner, next.key.member(), value))
                        .ifPresent(action);
            }
        }
    }
}
