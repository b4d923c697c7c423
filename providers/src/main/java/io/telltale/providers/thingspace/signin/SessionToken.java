package io.telltale.providers.thingspace.signin;

import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.time.Instant;

/** A session token and when it was used last: it ends after 20 minutes without use. */
final class SessionToken {

    private static final Duration IDLE = Duration.ofMinutes(19);

    private final Secret token;
    private volatile Instant lastUsed;

    SessionToken(Secret token, Instant now) {
        this.token = token;
        this.lastUsed = now;
    }

    Secret token() {
        return token;
    }

    /** A request with it arrived that was sent at this time. */
    void usedAt(Instant sent) {
        lastUsed = sent;
    }

    boolean goodAt(Instant now) {
        return now.isBefore(lastUsed.plus(IDLE));
    }
}
