package io.telltale.simulator.thingspace.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The envelope around what a callback tells. */
final class CallbackBody {

    /** Attempts after which ThingSpace says it stops; 4 in all its examples. */
    private static final int THRESHOLD = 4;

    private CallbackBody() {}

    /**
     * The body of one attempt, with the listener's user and password in clear.
     *
     * @param attempt 1 for the first
     */
    static JsonNode of(PendingCallback owed, SimulatedListener listener, int attempt) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", listener.username())
                        .put("password", listener.password());
        if (owed.requestId() != null) {
            body.put("requestId", owed.requestId());
        }
        return body.<ObjectNode>setAll(owed.members())
                .put("callbackCount", attempt)
                .put("maxCallbackThreshold", THRESHOLD);
    }
}
