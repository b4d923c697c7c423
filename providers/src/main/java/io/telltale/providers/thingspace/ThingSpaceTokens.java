package io.telltale.providers.thingspace;

import io.telltale.schemas.settings.Secret;
import java.time.Duration;
import java.time.Instant;

/** The two tokens of one sign-in and when they end. */
final class ThingSpaceTokens {

    /** ThingSpace ends a session after 20 minutes without use. */
    private static final Duration IDLE = Duration.ofMinutes(19);

    private final Secret access;
    private final Secret session;
    private final Instant renewAt;
    private volatile Instant lastUsed;

    /**
     * Fresh tokens.
     *
     * @param renewAt from when on the access token must not be used
     */
    ThingSpaceTokens(Secret access, Secret session, Instant renewAt, Instant now) {
        this.access = access;
        this.session = session;
        this.renewAt = renewAt;
        this.lastUsed = now;
    }

    Secret access() {
        return access;
    }

    Secret session() {
        return session;
    }

    void usedAt(Instant now) {
        lastUsed = now;
    }

    boolean goodAt(Instant now) {
        return now.isBefore(renewAt) && now.isBefore(lastUsed.plus(IDLE));
    }
}
