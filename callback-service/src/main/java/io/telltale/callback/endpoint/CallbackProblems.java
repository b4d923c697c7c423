package io.telltale.callback.endpoint;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.time.Duration;

/** What a caller hears whose callback is not taken. */
final class CallbackProblems {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private CallbackProblems() {}

    /** A stranger hears the same whether address, account or credentials are wrong. */
    static ProblemException unauthorized() {
        return ProblemException.of(
                ProblemType.UNAUTHORIZED, "expected a callback with the registered credentials");
    }

    /** 503: the same callback may be taken a second later. */
    static ProblemException later(String why) {
        return ProblemException.later(ProblemType.NOT_READY, why, RETRY_AFTER);
    }

    /** The same after a failure, which is for the log. */
    static ProblemException later(String why, Throwable failure) {
        return ProblemException.later(ProblemType.NOT_READY, why, RETRY_AFTER, failure);
    }
}
