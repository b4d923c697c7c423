package io.telltale.streams.ref;

import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.TaskHistory;
import io.telltale.streams.step.TypedStore;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by ref, then by begin of the interval and name.
 *
 * @param store the store
 */
public record RefTasks(TypedStore<TaskHistory> store) {

    private static final Serde<TaskHistory> SERDE = StoredRecord.serde(TaskHistory.class);

    /** Those of one partition of the store {@code tasks}, or of a query's view of it. */
    public static RefTasks in(ReadOnlyKeyValueStore<PairKey, byte[]> tasks) {
        return new RefTasks(TypedStore.of(tasks, SERDE));
    }

    /** The history of a task, see {@link TaskKeys}; null without one. */
    public @Nullable TaskHistory get(PairKey key) {
        return store.get(key.owner(), key.member());
    }
}
