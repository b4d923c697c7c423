package io.telltale.simulator.wire;

import io.telltale.simulator.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The bearers that all providers have issued; in the journal, so that they survive a restart. */
@Singleton
public final class Bearers {

    private static final String ISSUED = "bearer";

    private final Journal journal;
    private final Clock clock;
    private final Map<String, Issued> byToken = new HashMap<>();
    private final Map<Owner, Issued> latest = new HashMap<>();

    Bearers(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(ISSUED, Issued.class).forEach(this::keep);
    }

    /**
     * The owner of bearers.
     *
     * @param issuer the provider
     * @param name of the application, project or grant
     */
    public record Owner(String issuer, String name) {}

    /**
     * A bearer.
     *
     * @param ends from when on it is refused
     */
    public record Issued(Owner owner, String token, Instant ends) {

        /** The whole seconds until it ends. */
        public long secondsLeft(Instant now) {
            return Duration.between(now, ends).toSeconds();
        }

        @Override
        public String toString() {
            return "bearer of " + owner + " until " + ends;
        }
    }

    public synchronized Issued issue(Owner owner, Duration life) {
        var ends = clock.instant().plus(life);
        return change(new Issued(owner, UUID.randomUUID().toString(), ends));
    }

    /** The bearer that an owner got last, while it is valid. */
    public synchronized Optional<Issued> current(Owner owner) {
        return Optional.ofNullable(latest.get(owner)).filter(this::isValid);
    }

    /** The name of the owner whose valid bearer this is. */
    public synchronized Optional<String> opens(String issuer, String token) {
        return find(issuer, token).filter(this::isValid).map(issued -> issued.owner().name());
    }

    /** The name of the owner that a bearer was issued to, valid or not. */
    public synchronized Optional<String> issuedTo(String issuer, String token) {
        return find(issuer, token).map(issued -> issued.owner().name());
    }

    /** Ends a valid bearer now; any other token changes nothing. */
    public synchronized void end(String issuer, String token) {
        find(issuer, token)
                .filter(this::isValid)
                .ifPresent(issued -> change(new Issued(issued.owner(), token, clock.instant())));
    }

    private Optional<Issued> find(String issuer, String token) {
        return Optional.ofNullable(byToken.get(token))
                .filter(issued -> issued.owner().issuer().equals(issuer));
    }

    private boolean isValid(Issued issued) {
        return clock.instant().isBefore(issued.ends());
    }

    private Issued change(Issued issued) {
        journal.append(new Journal.Entry(ISSUED, issued));
        keep(issued);
        return issued;
    }

    private void keep(Issued issued) {
        byToken.put(issued.token(), issued);
        latest.put(issued.owner(), issued);
    }
}
