package io.telltale.schemas.serde;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the registry until it answers, and knows what is being waited for. Safe for threads. */
final class RegistryWait {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryWait.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is being waited for, and by how many. */
    private final Map<String, Integer> missing = new ConcurrentHashMap<>();

    private volatile Optional<String> refusal = Optional.empty();

    /** What is being waited for now, for people. */
    List<String> missing() {
        return List.copyOf(new TreeSet<>(missing.keySet()));
    }

    /** Why the registry refused the last question; empty since it answered one. */
    Optional<String> refusal() {
        return refusal;
    }

    /**
     * Asks every second, with a line in the log, until there is an answer.
     *
     * @param wanted what is asked for, for people
     * @throws RegistryUnauthorizedException if the registry does not accept our credentials
     * @throws RegistryUnavailableException if the thread is interrupted
     */
    <T> T untilAnswered(String wanted, Supplier<T> request) {
        try {
            return asked(request);
        } catch (RegistryUnavailableException e) {
            missing.merge(wanted, 1, Integer::sum);
            try {
                return askedAgain(request, e);
            } finally {
                missing.computeIfPresent(wanted, (_, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private <T> T askedAgain(Supplier<T> request, RegistryUnavailableException first) {
        var failure = first;
        while (true) {
            LOG.warn("waiting for the schema registry: {}", failure.getMessage());
            pause(failure);
            try {
                return asked(request);
            } catch (RegistryUnavailableException e) {
                failure = e;
            }
        }
    }

    private <T> T asked(Supplier<T> request) {
        try {
            var answer = request.get();
            refusal = Optional.empty();
            return answer;
        } catch (RegistryUnauthorizedException e) {
            refusal = Optional.ofNullable(e.getMessage());
            throw e;
        }
    }

    private static void pause(RegistryUnavailableException reason) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw reason;
        }
    }
}
