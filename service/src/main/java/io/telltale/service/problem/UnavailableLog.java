package io.telltale.service.problem;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why requests are answered 503, each cause at most once a minute and in one line: an outage
 * answers thousands of them. Nothing of a request is in it. Safe for several threads.
 */
@Singleton
final class UnavailableLog {

    private static final Logger LOG = LoggerFactory.getLogger(UnavailableLog.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Causes remembered; beyond that the one logged longest ago may be logged again too early. */
    private static final int MOST_CAUSES = 100;

    private static final int LONGEST = 300;
    private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final LongSupplier nanoTime;
    private final LinkedHashMap<Cause, Logged> logged = new LinkedHashMap<>();

    /** What is the same for requests that fail alike; a failure's own text may count and date. */
    private record Cause(String detail, Optional<Class<?>> failure) {}

    /** When a cause was logged last, and how often it came since. */
    private record Logged(long at, long since) {}

    @Inject
    UnavailableLog() {
        this(System::nanoTime);
    }

    UnavailableLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A request is answered 503.
     *
     * @param detail what its caller is told
     * @param failure what it came of, if it was one; its root cause is logged beside the detail
     */
    void answered(String detail, Optional<Throwable> failure) {
        var root = failure.map(UnavailableLog::rootOf);
        var before = beforeThisOne(new Cause(detail, root.map(Throwable::getClass)));
        before.ifPresent(count ->
                LOG.warn(
                        "answered 503: {}{}; {} more for this cause since the last such line",
                        shown(detail),
                        root.map(each -> " (" + shown(each.toString()) + ")").orElse(""),
                        count));
    }

    /** How often the cause came since its last line; empty where that line is not a minute old. */
    private synchronized Optional<Long> beforeThisOne(Cause cause) {
        var now = nanoTime.getAsLong();
        var last = logged.get(cause);
        if (last != null && now - last.at < MINUTE) {
            logged.put(cause, new Logged(last.at, last.since + 1));
            return Optional.empty();
        }
        logged.putLast(cause, new Logged(now, 0));
        if (logged.size() > MOST_CAUSES) {
            logged.pollFirstEntry();
        }
        return Optional.of(last == null ? 0 : last.since);
    }

    private static Throwable rootOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce(failure, (_, deeper) -> deeper);
    }

    private static String shown(String text) {
        var line = BLANK.matcher(text).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
