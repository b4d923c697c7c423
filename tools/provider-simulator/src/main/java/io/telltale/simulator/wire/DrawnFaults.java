package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.switches.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Which faults hit a request: the same for the same seed and request number.
 *
 * @param cutAt where the body is cut, as a share of it, above 0 and below 1
 */
public record DrawnFaults(
        boolean refused,
        boolean hasRetryAfter,
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

    /**
     * Draws the faults of a request.
     *
     * @param signsIn whether it signs in, so that it needs no permission
     */
    static DrawnFaults of(long seed, long request, boolean signsIn, Faults faults) {
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
                random.nextDouble() < faults.http403() && !signsIn);
    }

    /** Whether the request is answered before it has any effect. */
    boolean isWithoutEffect() {
        return refused || forbidden || (failed && !failsAfterEffect);
    }

    /** The faults of a request; none for one that is not a provider's. */
    public static DrawnFaults of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, DrawnFaults.class)
                .orElseGet(() -> of(0, 0, false, Faults.NONE));
    }

    /** The fault that the caller sees, by its name in the log of requests; null for none. */
    @Nullable String fault() {
        if (refused) {
            return "http429";
        }
        if (forbidden) {
            return "http403";
        }
        if (failed) {
            return failsAfterEffect ? "http500-after" : "http500-before";
        }
        if (truncated) {
            return "truncated";
        }
        return slow ? "slow" : null;
    }
}
