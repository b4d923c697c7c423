package io.telltale.providers.thingspace;

import io.telltale.providers.http.HttpSender;
import java.time.Clock;

/**
 * Signs in at ThingSpace and keeps both tokens: the OAuth token and the session token.
 *
 * <p>One per account, shared by its clients and threads. Blocking, meant for virtual threads.
 */
public final class ThingSpaceSession {

    /** A session that signs in when it is first needed. */
    public ThingSpaceSession(HttpSender sender, ThingSpaceCredentials credentials, Clock clock) {}
}
