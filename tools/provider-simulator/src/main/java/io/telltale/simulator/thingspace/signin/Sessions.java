package io.telltale.simulator.thingspace.signin;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.ExpectedSecret;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Owners.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sessions of the UWS users. A session ends after 20 minutes without use; five failed logins in
 * a row lock a user until it is unlocked.
 */
@Singleton
public final class Sessions {

    static final Duration IDLE_LIMIT = Duration.ofMinutes(20);
    static final int FAILURES_THAT_LOCK = 5;
    private static final String USED = "thingspace-session-use";
    private static final String FAILED = "thingspace-failed-logins";
    private static final String PASSWORD = "thingspace-password";

    /**
     * How old the last use on disk may be: after a restart a session may seem idle this much
     * longer.
     */
    private static final Duration USE_KEPT_WITHIN = Duration.ofMinutes(1);

    private final Journal journal;
    private final Switches switches;
    private final Clock clock;
    private final Map<String, Used> lastUse = new HashMap<>();
    private final Map<String, Instant> lastUseKept = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, ExpectedSecret> passwords = new HashMap<>();

    Sessions(Journal journal, Switches switches, Clock clock) {
        this.journal = journal;
        this.switches = switches;
        this.clock = clock;
        journal.replay(USED, Used.class).forEach(this::apply);
        journal.replay(FAILED, Failures.class)
                .forEach(entry -> failures.put(entry.username(), entry.inARow()));
        journal.replay(PASSWORD, Password.class)
                .forEach(set -> passwords.put(set.username(), new ExpectedSecret(set.password())));
    }

    /** Whether a session token may be used. */
    enum Standing {
        ALIVE,
        EXPIRED,
        UNKNOWN
    }

    /**
     * A use of a session, or its end.
     *
     * @param at longer ago than the idle limit when it was ended
     * @param endsOthers true for a login that makes the user's earlier sessions invalid
     */
    private record Used(String token, String username, Instant at, boolean endsOthers) {}

    private record Failures(String username, int inARow) {}

    private record Password(String username, String password) {}

    synchronized boolean isLocked(Owner owner) {
        return failures.getOrDefault(owner.username(), 0) >= FAILURES_THAT_LOCK;
    }

    /** Forgets a user's failed logins. */
    public synchronized void unlock(String username) {
        countFailures(username, 0);
    }

    /** The new session's token, or empty when the user is locked or the password is wrong. */
    synchronized Optional<String> login(Owner owner, String password) {
        if (isLocked(owner)) {
            return Optional.empty();
        }
        var failed = failures.getOrDefault(owner.username(), 0);
        if (!passwords.getOrDefault(owner.username(), owner.password()).matches(password)) {
            countFailures(owner.username(), failed + 1);
            return Optional.empty();
        }
        if (failed > 0) {
            countFailures(owner.username(), 0);
        }
        dropLongExpired();
        var token = UUID.randomUUID().toString();
        var endsOthers = switches.quirks().signIn().loginEndsEarlierSessions();
        keep(new Used(token, owner.username(), clock.instant(), endsOthers));
        return Optional.of(token);
    }

    /** Gives a user a new password, or empty when the old one is wrong. */
    synchronized Optional<String> reset(Owner owner, String oldPassword) {
        if (!passwords.getOrDefault(owner.username(), owner.password()).matches(oldPassword)) {
            return Optional.empty();
        }
        var set = new Password(owner.username(), UUID.randomUUID().toString().substring(0, 12));
        journal.append(new Journal.Entry(PASSWORD, set));
        passwords.put(set.username(), new ExpectedSecret(set.password()));
        return Optional.of(set.password());
    }

    /** Checks a token, and keeps its session alive when it is. */
    synchronized Standing use(Owner owner, String token) {
        var last = lastUse.get(token);
        if (last == null || !last.username().equals(owner.username())) {
            return Standing.UNKNOWN;
        }
        var now = clock.instant();
        if (now.isAfter(last.at().plus(IDLE_LIMIT))) {
            return Standing.EXPIRED;
        }
        var used = new Used(token, owner.username(), now, false);
        lastUse.put(token, used);
        if (now.isAfter(lastUseKept.getOrDefault(token, last.at()).plus(USE_KEPT_WITHIN))) {
            keep(used);
        }
        return Standing.ALIVE;
    }

    /** Ends a session as if it had been idle; one that is not known is left. */
    synchronized void end(String token) {
        var last = lastUse.get(token);
        if (last != null) {
            var over = clock.instant().minus(IDLE_LIMIT).minusSeconds(1);
            keep(new Used(token, last.username(), over, false));
        }
    }

    /** Keeps an expired session for a day; afterwards its token is unknown. */
    private void dropLongExpired() {
        var limit = clock.instant().minus(Duration.ofDays(1));
        lastUse.values().removeIf(used -> limit.isAfter(used.at()));
        lastUseKept.keySet().retainAll(lastUse.keySet());
    }

    private void countFailures(String username, int inARow) {
        journal.append(new Journal.Entry(FAILED, new Failures(username, inARow)));
        failures.put(username, inARow);
    }

    private void keep(Used used) {
        journal.append(new Journal.Entry(USED, used));
        apply(used);
    }

    private void apply(Used used) {
        if (used.endsOthers()) {
            lastUse.values().removeIf(other -> other.username().equals(used.username()));
            lastUseKept.keySet().retainAll(lastUse.keySet());
        }
        lastUse.put(used.token(), used);
        lastUseKept.put(used.token(), used.at());
    }
}
