package io.telltale.providers.graph;

import io.telltale.providers.page.Answer;
import java.util.Optional;

/** Reads device commands: {@code GET /beta/me/devices/{device}/commands/{command}}. */
public final class CommandClient {

    /** A client that is signed in by the session. */
    public CommandClient(GraphSession session) {}

    /** The command as it stands. */
    public Answer<GraphCommand> fetch(String deviceId, String commandId) {
        throw new UnsupportedOperationException();
    }

    /** What the app answered, as JSON text; empty while there is nothing (404 or empty body). */
    public Answer<Optional<String>> responsePayload(String deviceId, String commandId) {
        throw new UnsupportedOperationException();
    }
}
