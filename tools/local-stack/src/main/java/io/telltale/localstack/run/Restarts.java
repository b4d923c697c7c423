package io.telltale.localstack.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a part that has ended is started again: a service that ended with the exit code
 * for "failed for good" is, five times, after a pause of 1 s that doubles each time.
 */
final class Restarts {

    /** {@code ProcessEnd.FAILED_FOR_GOOD} of the services. */
    static final int FAILED_FOR_GOOD = 70;

    static final int MOST = 5;

    private final Duration firstPause;
    private final Map<String, Integer> done = new HashMap<>();

    Restarts() {
        this(Duration.ofSeconds(1));
    }

    Restarts(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /**
     * One more start of a part.
     *
     * @param number of the starts after a failure, from 1
     * @param pause before it
     */
    record Restart(int number, Duration pause) {

        String sentence() {
            return "failed for good (exit code %d); started again in %s (%d of %d)"
                    .formatted(FAILED_FOR_GOOD, Progress.seconds(pause), number, MOST);
        }
    }

    /** The next start of a part that has ended; empty if there is none. */
    Optional<Restart> after(String part, int exitCode) {
        if (exitCode != FAILED_FOR_GOOD || done.getOrDefault(part, 0) >= MOST) {
            return Optional.empty();
        }
        var number = done.merge(part, 1, Integer::sum);
        return Optional.of(new Restart(number, firstPause.multipliedBy(1L << (number - 1))));
    }
}
