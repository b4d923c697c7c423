package io.telltale.simulator.graph;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the sign-in service has handed out: access tokens for an hour, and refresh tokens.
 *
 * <p>A refresh brings a new refresh token. Those before it stay valid, as they do at the provider
 * for their lifetime of months, unless the quirk revokes them.
 */
@Singleton
final class Grants {

    static final Duration LIFETIME = Duration.ofSeconds(3_599);
    private static final String GRANTED = "graph-grant";

    private final Journal journal;
    private final Switches switches;
    private final Clock clock;
    private final Set<String> refreshTokens = new HashSet<>();
    private final Map<String, Instant> accessTokens = new HashMap<>();

    Grants(Journal journal, Credentials credentials, Switches switches, Clock clock) {
        this.journal = journal;
        this.switches = switches;
        this.clock = clock;
        refreshTokens.add(credentials.graphRefreshToken().value());
        journal.replay(GRANTED, Grant.class).forEach(this::apply);
    }

    /**
     * Tokens handed out together.
     *
     * @param revokesEarlier whether all refresh tokens before it are invalid from now on
     */
    record Grant(String accessToken, String refreshToken, Instant at, boolean revokesEarlier) {

        @Override
        public String toString() {
            return "grant of " + at;
        }
    }

    /** New tokens for a refresh token, or empty when it is not valid. */
    synchronized Optional<Grant> refresh(String refreshToken) {
        if (!refreshTokens.contains(refreshToken)) {
            return Optional.empty();
        }
        var grant =
                new Grant(
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        clock.instant(),
                        switches.quirks().graph().graphRevokesOldRefreshTokens());
        journal.append(new Journal.Entry(GRANTED, grant));
        apply(grant);
        return Optional.of(grant);
    }

    synchronized boolean accepts(String accessToken) {
        var issuedAt = accessTokens.get(accessToken);
        return issuedAt != null && clock.instant().isBefore(issuedAt.plus(LIFETIME));
    }

    private void apply(Grant grant) {
        if (grant.revokesEarlier()) {
            refreshTokens.clear();
        }
        refreshTokens.add(grant.refreshToken());
        accessTokens.values().removeIf(issuedAt -> !issuedAt.plus(LIFETIME).isAfter(grant.at()));
        accessTokens.put(grant.accessToken(), grant.at());
    }
}
