package io.telltale.poller.partition;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The latest record of each key of a compacted topic. */
final class LatestRecords<V> {

    private final Map<String, V> values = new TreeMap<>();
    private final Map<String, String> unreadable = new TreeMap<>();

    void put(String key, StoredValue<V> stored) {
        values.remove(key);
        unreadable.remove(key);
        switch (stored) {
            case StoredValue.Value<V>(var value) -> values.put(key, value);
            case StoredValue.Gone<V>() -> {
                // nothing stands under the key
            }
            case StoredValue.Unreadable<V>(var place) -> unreadable.put(key, place);
        }
    }

    /** Those that are decoded, by key. */
    Map<String, V> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Where those lie that cannot be decoded: topic, partition and offset by key. */
    Map<String, String> unreadable() {
        return Collections.unmodifiableMap(unreadable);
    }
}
