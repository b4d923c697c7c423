package io.telltale.simulator.thingspace;

import io.telltale.simulator.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth token of the gateway: one at a time, the same for everyone who asks within its hour.
 */
@Singleton
final class AccessTokens {

    static final Duration LIFETIME = Duration.ofHours(1);
    private static final String ISSUED = "thingspace-token";

    private final Journal journal;
    private final Clock clock;
    private @Nullable Issued current;

    AccessTokens(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(ISSUED, Issued.class).forEach(issued -> current = issued);
    }

    record Issued(String token, Instant at) {

        Duration left(Instant now) {
            return Duration.between(now, at.plus(LIFETIME));
        }

        private boolean isValid(Instant now) {
            return left(now).isPositive();
        }
    }

    synchronized Issued issue() {
        var now = clock.instant();
        if (current != null && current.isValid(now)) {
            return current;
        }
        var issued = new Issued(UUID.randomUUID().toString(), now);
        journal.append(new Journal.Entry(ISSUED, issued));
        current = issued;
        return issued;
    }

    synchronized boolean accepts(String token) {
        return current != null && current.token().equals(token) && current.isValid(clock.instant());
    }
}
