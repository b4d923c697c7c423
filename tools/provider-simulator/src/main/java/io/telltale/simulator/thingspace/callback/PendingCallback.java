package io.telltale.simulator.thingspace.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback that was promised to a listener.
 *
 * @param id unique; several may answer one request
 * @param requestId null when the callback carries none
 * @param rows numbers of the ledger's rows in it, acknowledged when it is answered with 2xx
 * @param members its content, beside the members of the envelope
 * @param repeats whether it is sent once more after it was accepted
 * @param message number of the device message it carries, 0 for none
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

    /** A callback with a new request id that carries no message of the queue. */
    public static PendingCallback of(
            String account, String service, List<Long> rows, ObjectNode members, Instant now) {
        var id = UUID.randomUUID().toString();
        return new PendingCallback(id, id, account, service, rows, members, false, 0, now);
    }

    /** The same callback, sent once more after it was accepted. */
    public PendingCallback repeated() {
        return new PendingCallback(
                id, requestId, account, service, rows, members, true, message, promisedAt);
    }
}
