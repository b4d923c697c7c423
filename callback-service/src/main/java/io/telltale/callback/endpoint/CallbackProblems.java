package io.telltale.callback.endpoint;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.time.Duration;

/** Problems of rejected callbacks. */
final class CallbackProblems {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private CallbackProblems() {}

    /** 401, the same whether address, account or credentials are wrong. */
    static ProblemException unauthorized() {
        return ProblemException.of(
                ProblemType.UNAUTHORIZED,
                "unauthorized: expected a callback with the registered credentials");
    }

    /** 503 with {@code Retry-After}: the same callback may be accepted a second later. */
    static ProblemException later(String why) {
        return ProblemException.later(ProblemType.NOT_READY, why, RETRY_AFTER);
    }

    /** The same, with a failure for the log. */
    static ProblemException later(String why, Throwable failure) {
        return ProblemException.later(ProblemType.NOT_READY, why, RETRY_AFTER, failure);
    }
}
