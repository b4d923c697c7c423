package io.telltale.callback.endpoint;

import io.telltale.callback.verify.CallbackSettings.Caller;
import io.telltale.service.log.LogRateLimit;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs rejected sources of callbacks, at most once a minute, so that an operator learns a
 * provider's new address. Thread-safe.
 */
@Singleton
final class RejectedSourceLog {

    private static final Logger LOG = LoggerFactory.getLogger(RejectedSourceLog.class);
    private static final String ALL = "all sources";

    private final LogRateLimit<String> limit =
            new LogRateLimit<>(Duration.ofMinutes(1), 1, System::nanoTime);

    void rejected(Caller caller) {
        limit.due(ALL)
                .ifPresent(before ->
                        LOG.warn(
                                "callback unauthorized from {}: {}; {} more since the last such line",
                                caller.address(),
                                caller.isTrusted()
                                        ? "expected a configured account"
                                        : "expected an address of TELLTALE_CALLBACK_TRUSTED_SOURCES",
                                before));
    }
}
