package io.telltale.simulator.xtremepush.signin;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.ProjectOwners;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The bearers handed out to OAuth clients; each has a life of its own. */
@Singleton
final class ClientTokens {

    private static final String ISSUED = "xtremepush-bearer";

    private final Journal journal;
    private final ProjectOwners owners;
    private final Switches switches;
    private final Clock clock;
    private final Map<String, Issued> tokens = new HashMap<>();

    ClientTokens(Journal journal, ProjectOwners owners, Switches switches, Clock clock) {
        this.journal = journal;
        this.owners = owners;
        this.switches = switches;
        this.clock = clock;
        journal.replay(ISSUED, Issued.class).forEach(each -> tokens.put(each.token(), each));
    }

    /**
     * A token.
     *
     * @param ends from when on it is refused
     */
    record Issued(String project, String token, Instant ends) {}

    synchronized Issued issue(ProjectOwner owner) {
        var life = switches.quirks().push().pushTokenLifetime();
        var token = UUID.randomUUID().toString();
        return change(new Issued(owner.name(), token, clock.instant().plus(life)));
    }

    /** Ends a token now; an unknown one is left. */
    synchronized void end(String token) {
        var issued = tokens.get(token);
        if (issued != null) {
            change(new Issued(issued.project(), token, clock.instant()));
        }
    }

    /** The project that a valid token opens. */
    synchronized Optional<ProjectOwner> opens(String token) {
        var issued = tokens.get(token);
        return issued != null && clock.instant().isBefore(issued.ends())
                ? owners.byName(issued.project())
                : Optional.empty();
    }

    /** The project that a token was issued for, valid or not. */
    synchronized Optional<String> issuedFor(String token) {
        return Optional.ofNullable(tokens.get(token)).map(Issued::project);
    }

    private Issued change(Issued issued) {
        journal.append(new Journal.Entry(ISSUED, issued));
        tokens.put(issued.token(), issued);
        return issued;
    }
}
