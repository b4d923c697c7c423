package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The envelope of a callback as it is sent.
 *
 * @param callbackCount 1 on the first attempt
 */
record CallbackBody(
        String username,
        String password,
        String requestId,
        JsonNode deviceResponse,
        int callbackCount,
        int maxCallbackThreshold) {

    private static final int THRESHOLD = 4;

    static CallbackBody of(OwedCallback owed, Listener listener, int attempt) {
        return new CallbackBody(
                listener.username(),
                listener.password(),
                owed.requestId(),
                owed.deviceResponse(),
                attempt,
                THRESHOLD);
    }

    @Override
    public String toString() {
        return "callback " + requestId;
    }
}
