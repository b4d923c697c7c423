package io.telltale.service.problem;

import io.telltale.schemas.failure.Causes;
import io.telltale.schemas.failure.OneLine;
import io.telltale.service.log.LogRateLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why requests are answered 503, in one line at most once a minute for each cause, since an
 * outage answers thousands. Logs nothing of a request. Safe for threads.
 */
@Singleton
final class ServiceUnavailableLog {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceUnavailableLog.class);
    private static final int MOST_CAUSES = 100;

    private static final int LONGEST = 300;

    private final LogRateLimit<Cause> limit;

    /**
     * Equal for requests that fail alike; the text of a failure is not, since it may hold times.
     */
    private record Cause(String detail, Optional<Class<?>> failure) {}

    @Inject
    ServiceUnavailableLog() {
        this(System::nanoTime);
    }

    ServiceUnavailableLog(LongSupplier nanoTime) {
        this.limit = new LogRateLimit<>(Duration.ofMinutes(1), MOST_CAUSES, nanoTime);
    }

    /**
     * A request is answered 503.
     *
     * @param detail of the answer
     * @param failure the cause, if any; its root cause is logged with the detail
     */
    void answered(String detail, Optional<Throwable> failure) {
        var root = failure.map(Causes::root);
        limit.due(new Cause(detail, root.map(Throwable::getClass)))
                .ifPresent(before ->
                        LOG.warn(
                                "answered 503: {}{}; {} more for this cause since the last such line",
                                shown(detail),
                                root.map(each -> " (" + shown(each.toString()) + ")").orElse(""),
                                before));
    }

    private static String shown(String text) {
        return OneLine.of(text, LONGEST);
    }
}
