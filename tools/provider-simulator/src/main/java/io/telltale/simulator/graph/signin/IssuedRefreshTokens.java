package io.telltale.simulator.graph.signin;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.GraphQuirks.GraphRefreshRotation;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The refresh tokens of the sign-in service; each owns the bearer issued with it.
 *
 * <p>A refresh brings a new refresh token. When those before it end is a quirk; initially when the
 * new one, or the bearer that came with it, is used for the first time.
 */
@Singleton
final class IssuedRefreshTokens {

    static final String ISSUER = "graph";
    private static final String GRANTED = "graph-refresh-token";
    private static final String ENDED = "graph-refresh-ended";

    private final Journal journal;
    private final Switches switches;
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();

    IssuedRefreshTokens(Journal journal, Credentials credentials, Switches switches) {
        this.journal = journal;
        this.switches = switches;
        parents.put(credentials.graphRefreshToken().value(), "");
        journal.replay(GRANTED, Granted.class)
                .forEach(granted -> parents.put(granted.token(), granted.parent()));
        journal.replay(ENDED, Ended.class).forEach(each -> ended.addAll(each.tokens()));
    }

    private record Granted(String token, String parent) {}

    private record Ended(List<String> tokens) {}

    /** A new refresh token for a valid one; empty when the given one is not valid. */
    synchronized Optional<String> refresh(String token) {
        if (!parents.containsKey(token) || ended.contains(token)) {
            return Optional.empty();
        }
        use(token);
        var granted = new Granted(UUID.randomUUID().toString(), token);
        journal.append(new Journal.Entry(GRANTED, granted));
        parents.put(granted.token(), token);
        if (rotation() == GraphRefreshRotation.STRICT) {
            endFrom(token);
        }
        return Optional.of(granted.token());
    }

    /** Ends the tokens that this one replaces, if they end by its use. */
    synchronized void use(String token) {
        if (rotation() == GraphRefreshRotation.UNTIL_USED) {
            endFrom(parents.getOrDefault(token, ""));
        }
    }

    /** Ends a token and those before it. */
    private void endFrom(String token) {
        var tokens = new ArrayList<String>();
        for (var each = token;
                !each.isEmpty() && ended.add(each);
                each = parents.getOrDefault(each, "")) {
            tokens.add(each);
        }
        if (!tokens.isEmpty()) {
            journal.append(new Journal.Entry(ENDED, new Ended(tokens)));
        }
    }

    private GraphRefreshRotation rotation() {
        return switches.quirks().graph().graphRefreshRotation();
    }
}
