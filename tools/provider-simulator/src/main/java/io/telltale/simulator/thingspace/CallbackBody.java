package io.telltale.simulator.thingspace;

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
    static JsonNode of(OwedCallback owed, Listener listener, int attempt) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("username", listener.username())
                .put("password", listener.password())
                .put("requestId", owed.requestId())
                .<ObjectNode>setAll(owed.members())
                .put("callbackCount", attempt)
                .put("maxCallbackThreshold", THRESHOLD);
    }
}
