package io.telltale.providers.thingspace;

import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.util.List;

/** Callback URLs of an account: {@code /api/m2m/v1/callbacks/{account}}. */
public final class ListenerClient {

    /** A client that is signed in by the session. */
    public ListenerClient(ThingSpaceSession session) {}

    /** What is registered; ThingSpace's empty body is an empty list. */
    public Answer<List<Listener>> list(String account) {
        throw new UnsupportedOperationException();
    }

    /** Registers a URL for a service and returns the service's name as ThingSpace confirms it. */
    public Answer<String> register(
            String account, String service, URI url, String username, Secret password) {
        throw new UnsupportedOperationException();
    }

    /** Removes the URL of a service and returns the service's name as ThingSpace confirms it. */
    public Answer<String> deregister(String account, String service) {
        throw new UnsupportedOperationException();
    }
}
