package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.switches.Faults;
import java.util.Optional;

/**
 * Which faults hit a request: the same for the same seed and request number.
 *
 * @param cutAt where the body is cut, as a share of it, above 0 and below 1
 */
public record DrawnFaults(
        boolean refused,
        boolean saysRetryAfter,
        boolean failed,
        boolean failsAfterEffect,
        boolean slow,
        boolean truncated,
        boolean breaksOff,
        double cutAt,
        boolean sessionEnds,
        boolean endedByGateway,
        boolean forbidden) {

    static final String ATTRIBUTE = "io.telltale.simulator.draw";

    /** One ended session of four is refused by the gateway instead of the service. */
    private static final double BY_GATEWAY = 0.25;

    static DrawnFaults of(long seed, long request, Faults faults) {
        var random = SeededRandom.of(seed, 1, request);
        return new DrawnFaults(
                random.nextDouble() < faults.http429(),
                random.nextBoolean(),
                random.nextDouble() < faults.http500(),
                random.nextBoolean(),
                random.nextDouble() < faults.slow(),
                random.nextDouble() < faults.truncated(),
                random.nextBoolean(),
                random.nextDouble(0.05, 0.95),
                random.nextDouble() < faults.expiredSession(),
                random.nextDouble() < BY_GATEWAY,
                random.nextDouble() < faults.http403());
    }

    /** The same for a request that signs in, which needs no permission. */
    DrawnFaults permitted() {
        return new DrawnFaults(
                refused,
                saysRetryAfter,
                failed,
                failsAfterEffect,
                slow,
                truncated,
                breaksOff,
                cutAt,
                sessionEnds,
                endedByGateway,
                false);
    }

    /** Whether the request is answered before it has any effect. */
    boolean isWithoutEffect() {
        return refused || forbidden || (failed && !failsAfterEffect);
    }

    /** What was drawn for a request; nothing for one that is not a provider's. */
    public static DrawnFaults of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, DrawnFaults.class)
                .orElseGet(() -> of(0, 0, Faults.NONE));
    }

    /** The fault that the caller sees, as the record of requests words it. */
    Optional<String> fault() {
        if (refused) {
            return Optional.of("http429");
        }
        if (forbidden) {
            return Optional.of("http403");
        }
        if (failed) {
            return Optional.of(failsAfterEffect ? "http500-after" : "http500-before");
        }
        if (truncated) {
            return Optional.of("truncated");
        }
        return slow ? Optional.of("slow") : Optional.empty();
    }
}
