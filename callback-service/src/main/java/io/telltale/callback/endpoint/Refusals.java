package io.telltale.callback.endpoint;

import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;

/** What a stranger hears: the same whether address, account or credentials are wrong. */
final class Refusals {

    private Refusals() {}

    static ProblemException unauthorized() {
        return ProblemException.of(
                ProblemType.UNAUTHORIZED, "expected a callback with the registered credentials");
    }
}
