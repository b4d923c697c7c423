package io.telltale.streams.ref;

import io.telltale.streams.encoding.PairKey;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Keys of task histories in the store {@code tasks}. */
public final class TaskKeys {

    private TaskKeys() {}

    /**
     * Key of a task.
     *
     * @param validFrom begin of the interval of the ref; null = since ever
     * @param taskName name of the task, from {@link Readings#taskName}
     */
    public static PairKey of(String ref, @Nullable Instant validFrom, String taskName) {
        var begin =
                validFrom == null
                        ? ""
                        : HexFormat.of().toHexDigits(validFrom.toEpochMilli() ^ Long.MIN_VALUE);
        return new PairKey(ref, begin + " " + taskName);
    }
}
