package io.telltale.simulator.thingspace;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sessions of the one UWS user. A session ends after 20 minutes without use; five failed logins
 * in a row lock the user until the simulator's data is cleared.
 */
@Singleton
final class Sessions {

    static final Duration IDLE_LIMIT = Duration.ofMinutes(20);
    static final int FAILURES_THAT_LOCK = 5;
    private static final String USED = "thingspace-session";
    private static final String FAILED = "thingspace-login-failures";

    /**
     * How old the last use on disk may be: after a restart a session may seem idle this much
     * longer.
     */
    private static final Duration USE_KEPT_WITHIN = Duration.ofMinutes(1);

    private final Journal journal;
    private final Credentials credentials;
    private final Switches switches;
    private final Clock clock;
    private final Map<String, Instant> lastUse = new HashMap<>();
    private final Map<String, Instant> lastUseKept = new HashMap<>();
    private int failures;

    Sessions(Journal journal, Credentials credentials, Switches switches, Clock clock) {
        this.journal = journal;
        this.credentials = credentials;
        this.switches = switches;
        this.clock = clock;
        journal.replay(USED, Used.class).forEach(this::apply);
        journal.replay(FAILED, Failures.class).forEach(entry -> failures = entry.inARow());
    }

    /** Whether a session token may be used. */
    enum Standing {
        ALIVE,
        EXPIRED,
        UNKNOWN
    }

    /**
     * A use of a session.
     *
     * @param endsOthers true for a login that makes earlier sessions invalid
     */
    private record Used(String token, Instant at, boolean endsOthers) {}

    private record Failures(int inARow) {}

    synchronized boolean isLocked() {
        return failures >= FAILURES_THAT_LOCK;
    }

    /** The new session's token, or empty when the user is locked or a credential is wrong. */
    synchronized Optional<String> login(String username, String password) {
        if (isLocked()) {
            return Optional.empty();
        }
        if (!credentials.thingSpaceUsername().matches(username)
                || !credentials.thingSpacePassword().matches(password)) {
            countFailures(failures + 1);
            return Optional.empty();
        }
        if (failures > 0) {
            countFailures(0);
        }
        dropLongExpired();
        var token = UUID.randomUUID().toString();
        keep(new Used(token, clock.instant(), switches.quirks().loginEndsEarlierSessions()));
        return Optional.of(token);
    }

    /** Checks a token, and keeps its session alive when it is. */
    synchronized Standing use(String token) {
        var last = lastUse.get(token);
        if (last == null) {
            return Standing.UNKNOWN;
        }
        var now = clock.instant();
        if (now.isAfter(last.plus(IDLE_LIMIT))) {
            return Standing.EXPIRED;
        }
        lastUse.put(token, now);
        if (now.isAfter(lastUseKept.getOrDefault(token, last).plus(USE_KEPT_WITHIN))) {
            keep(new Used(token, now, false));
        }
        return Standing.ALIVE;
    }

    /** An expired session is told as such for a day, afterwards as unknown. */
    private void dropLongExpired() {
        var limit = clock.instant().minus(Duration.ofDays(1));
        lastUse.values().removeIf(limit::isAfter);
        lastUseKept.keySet().retainAll(lastUse.keySet());
    }

    private void countFailures(int inARow) {
        journal.append(new Journal.Entry(FAILED, new Failures(inARow)));
        failures = inARow;
    }

    private void keep(Used used) {
        journal.append(new Journal.Entry(USED, used));
        apply(used);
    }

    private void apply(Used used) {
        if (used.endsOthers()) {
            lastUse.clear();
            lastUseKept.clear();
        }
        lastUse.put(used.token(), used.at());
        lastUseKept.put(used.token(), used.at());
    }
}
