package io.telltale.providers.thingspace.signin;

import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.schemas.settings.Secret;
import java.time.Clock;

/** Sets a server to take the sign-in, and gives sessions at it. */
public final class SignedIn {

    /** Where an OAuth bearer comes from. */
    public static final String TOKEN = "POST /api/ts/v1/oauth2/token";

    /** Where a session token comes from. */
    public static final String LOGIN = "POST /api/m2m/v1/session/login";

    /** An account of ThingSpace. */
    public static final String ACCOUNT = "0000123456-00001";

    private SignedIn() {}

    /** A session at a server that takes its sign-in. */
    public static ThingSpaceSession session(ProviderServer server, Clock clock) {
        server.answers(TOKEN, 200, token("access-1", 3600));
        server.answers(LOGIN, 200, Payload.text("thingspace/session-login.json"));
        return fresh(server, clock);
    }

    /** A session at a server whose answers are not set. */
    public static ThingSpaceSession fresh(ProviderServer server, Clock clock) {
        var credentials =
                new ThingSpaceCredentials(
                        "key", new Secret("oauth-s3cret"), "user", new Secret("uws-s3cret"));
        return new ThingSpaceSession(server.sender(clock), credentials, clock);
    }

    /** The body of an answer. */
    public static String token(String token, int seconds) {
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
                .formatted(token, seconds);
    }

    /** The body of an answer. */
    public static String login(String token) {
        return "{\"sessionToken\":\"%s\"}".formatted(token);
    }
}
