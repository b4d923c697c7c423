package io.telltale.callback.endpoint;

import io.telltale.callback.verify.CallbackSettings.Caller;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who was turned away, at most once a minute: an operator whose provider calls from a new
 * address has to learn which. For any number of threads.
 */
@Singleton
final class StrangerLog {

    private static final Logger LOG = LoggerFactory.getLogger(StrangerLog.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant next = Instant.MIN;
    private long unsaid;

    StrangerLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void turnedAway(Caller caller) {
        var now = clock.instant();
        if (now.isBefore(next)) {
            unsaid++;
            return;
        }
        LOG.warn(
                "a callback from {} was turned away: {}; {} more since the last such line",
                caller.address(),
                caller.isTrusted()
                        ? "expected a configured account"
                        : "expected an address of TELLTALE_CALLBACK_TRUSTED_SOURCES",
                unsaid);
        next = now.plus(PAUSE);
        unsaid = 0;
    }
}
