package io.telltale.simulator.graph.signin;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.GraphQuirks.GraphRefreshRotation;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the sign-in service has handed out: access tokens, and refresh tokens.
 *
 * <p>A refresh brings a new refresh token. When those before it end is a quirk; initially when the
 * new one, or the access token that came with it, is used for the first time.
 */
@Singleton
final class Grants {

    private static final String GRANTED = "graph-granted";
    private static final String REFRESH_ENDED = "graph-refresh-ended";

    private final Journal journal;
    private final Switches switches;
    private final Clock clock;
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Grant> byAccessToken = new HashMap<>();

    Grants(Journal journal, Credentials credentials, Switches switches, Clock clock) {
        this.journal = journal;
        this.switches = switches;
        this.clock = clock;
        parents.put(credentials.graphRefreshToken().value(), "");
        journal.replay(GRANTED, Grant.class).forEach(this::keep);
        journal.replay(REFRESH_ENDED, Ended.class).forEach(each -> ended.addAll(each.tokens()));
    }

    /**
     * Tokens handed out together.
     *
     * @param parent the refresh token they were given for
     * @param ends from when on the access token is refused
     */
    record Grant(String accessToken, String refreshToken, String parent, Instant ends) {

        @Override
        public String toString() {
            return "grant until " + ends;
        }
    }

    private record Ended(List<String> tokens) {}

    /** New tokens for a refresh token, or empty when it is not valid. */
    synchronized Optional<Grant> refresh(String refreshToken) {
        if (!parents.containsKey(refreshToken) || ended.contains(refreshToken)) {
            return Optional.empty();
        }
        use(refreshToken);
        var quirks = switches.quirks().graph();
        var grant =
                new Grant(
                        UUID.randomUUID().toString(),
                        UUID.randomUUID().toString(),
                        refreshToken,
                        clock.instant().plus(quirks.graphTokenLifetime()));
        journal.append(new Journal.Entry(GRANTED, grant));
        keep(grant);
        if (quirks.graphRefreshRotation() == GraphRefreshRotation.STRICT) {
            endFrom(refreshToken);
        }
        return Optional.of(grant);
    }

    /** Whether an access token is valid; using it may end refresh tokens. */
    synchronized boolean accepts(String accessToken) {
        var grant = byAccessToken.get(accessToken);
        if (grant == null || !clock.instant().isBefore(grant.ends())) {
            return false;
        }
        use(grant.refreshToken());
        return true;
    }

    /** Ends an access token; an unknown one is left. */
    synchronized void end(String accessToken) {
        var grant = byAccessToken.get(accessToken);
        if (grant != null && clock.instant().isBefore(grant.ends())) {
            var over =
                    new Grant(accessToken, grant.refreshToken(), grant.parent(), clock.instant());
            journal.append(new Journal.Entry(GRANTED, over));
            keep(over);
        }
    }

    /** Whether an access token was handed out, valid or not. */
    synchronized boolean handedOut(String accessToken) {
        return byAccessToken.containsKey(accessToken);
    }

    /** What a refresh token replaces ends now, if it does by its use. */
    private void use(String refreshToken) {
        if (switches.quirks().graph().graphRefreshRotation() == GraphRefreshRotation.UNTIL_USED) {
            endFrom(parents.getOrDefault(refreshToken, ""));
        }
    }

    /** Ends a refresh token and those before it. */
    private void endFrom(String refreshToken) {
        var tokens = new ArrayList<String>();
        var each = refreshToken;
        while (!each.isEmpty() && ended.add(each)) {
            tokens.add(each);
            each = parents.getOrDefault(each, "");
        }
        if (!tokens.isEmpty()) {
            journal.append(new Journal.Entry(REFRESH_ENDED, new Ended(tokens)));
        }
    }

    private void keep(Grant grant) {
        parents.put(grant.refreshToken(), grant.parent());
        byAccessToken.put(grant.accessToken(), grant);
    }
}
