package io.telltale.simulator.thingspace.signin;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.thingspace.Owner;
import io.telltale.simulator.thingspace.Owners;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth tokens of the gateway: one at a time for each application, the same for everyone who
 * asks with its key within its hour.
 */
@Singleton
final class AccessTokens {

    static final Duration LIFETIME = Duration.ofHours(1);
    private static final String BEARER = "Bearer ";
    private static final String ISSUED = "thingspace-bearer";

    private final Journal journal;
    private final Owners owners;
    private final Clock clock;
    private final Map<String, Issued> current = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    AccessTokens(Journal journal, Owners owners, Clock clock) {
        this.journal = journal;
        this.owners = owners;
        this.clock = clock;
        journal.replay(ISSUED, Issued.class).forEach(this::keep);
    }

    /**
     * A token.
     *
     * @param key of the application
     * @param revoked whether it has been taken back
     */
    record Issued(String key, String token, Instant at, boolean revoked) {

        Duration left(Instant now) {
            return Duration.between(now, at.plus(LIFETIME));
        }

        private boolean isValid(Instant now) {
            return !revoked && left(now).isPositive();
        }
    }

    synchronized Issued issue(Owner owner) {
        var now = clock.instant();
        var before = current.get(owner.key());
        if (before != null && before.isValid(now)) {
            return before;
        }
        return change(new Issued(owner.key(), UUID.randomUUID().toString(), now, false));
    }

    /** Takes a token back; one that is not the application's current is left. */
    synchronized void revoke(Owner owner, String token) {
        var issued = current.get(owner.key());
        if (issued != null && issued.token().equals(token)) {
            change(new Issued(issued.key(), token, issued.at(), true));
        }
    }

    /** The owner whose valid bearer an {@code Authorization} header holds. */
    synchronized Optional<Owner> opens(String authorization) {
        var now = clock.instant();
        return issuedTo(authorization)
                .filter(owner -> {
                    var issued = current.get(owner.key());
                    return issued != null
                            && authorization.equals(BEARER + issued.token())
                            && issued.isValid(now);
                });
    }

    /** The owner for whom a bearer was issued, valid or not. */
    synchronized Optional<Owner> issuedTo(@Nullable String authorization) {
        return authorization != null && authorization.startsWith(BEARER)
                ? Optional.ofNullable(keys.get(authorization.substring(BEARER.length())))
                        .flatMap(owners::byKey)
                : Optional.empty();
    }

    private Issued change(Issued issued) {
        journal.append(new Journal.Entry(ISSUED, issued));
        keep(issued);
        return issued;
    }

    private void keep(Issued issued) {
        current.put(issued.key(), issued);
        keys.put(issued.token(), issued.key());
    }
}
