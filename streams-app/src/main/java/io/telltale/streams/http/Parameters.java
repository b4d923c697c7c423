package io.telltale.streams.http;

import io.telltale.schemas.record.Outcome;
import io.telltale.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters, checked one by one with a clear refusal. */
final class Parameters {

    private static final int MOST = 500;
    private static final int USUAL = 100;

    /** Outcomes that are counted, in the order in which they are shown. */
    static final List<Outcome> COUNTED =
            List.of(
                    Outcome.PENDING,
                    Outcome.IN_PROGRESS,
                    Outcome.SUCCEEDED,
                    Outcome.FAILED,
                    Outcome.CANCELED,
                    Outcome.EXPIRED,
                    Outcome.UNKNOWN);

    private Parameters() {}

    static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // refused below, with the numbers that are out of range
        }
        throw ProblemException.badParameter("limit", "a whole number from 1 to " + MOST, text);
    }

    static Optional<Outcome> outcome(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var found =
                Arrays.stream(Outcome.values())
                        .filter(outcome -> outcome.name().equals(text))
                        .findFirst();
        if (found.isEmpty()) {
            var words = COUNTED.stream().map(Outcome::name).collect(Collectors.joining(", "));
            throw ProblemException.badParameter("outcome", "one of " + words + ", REMOVED", text);
        }
        return found;
    }
}
