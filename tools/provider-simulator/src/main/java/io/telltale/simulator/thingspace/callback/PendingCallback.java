package io.telltale.simulator.thingspace.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was promised to a listener.
 *
 * @param id tells it from every other; several may answer one request
 * @param requestId null when the callback carries none
 * @param rows the ledger's rows that it tells, acknowledged when it is answered with 2xx
 * @param members what it tells, beside the members of the envelope
 * @param repeats whether it is sent once more after it was accepted
 * @param message number of the device message it carries, 0 for none
 * @param promisedAt when it was
 */
public record PendingCallback(
        String id,
        @Nullable String requestId,
        String account,
        String service,
        List<Long> rows,
        ObjectNode members,
        boolean repeats,
        int message,
        Instant promisedAt) {

    public PendingCallback {
        rows = List.copyOf(rows);
    }
}
