package io.telltale.callback.endpoint;

import io.telltale.callback.verify.CallbackSettings.Caller;
import io.telltale.service.log.LogRateLimit;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who was turned away, at most once a minute: an operator whose provider calls from a new
 * address has to learn which. For any number of threads.
 */
@Singleton
final class RejectedSourceLog {

    private static final Logger LOG = LoggerFactory.getLogger(RejectedSourceLog.class);
    private static final String ALL = "all callers alike";

    private final LogRateLimit<String> limit =
            new LogRateLimit<>(Duration.ofMinutes(1), 1, System::nanoTime);

    void turnedAway(Caller caller) {
        limit.due(ALL)
                .ifPresent(before ->
                        LOG.warn(
                                "a callback from {} was turned away: {}; {} more since the last such line",
                                caller.address(),
                                caller.isTrusted()
                                        ? "expected a configured account"
                                        : "expected an address of TELLTALE_CALLBACK_TRUSTED_SOURCES",
                                before));
    }
}
