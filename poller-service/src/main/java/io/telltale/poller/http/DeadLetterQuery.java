package io.telltale.poller.http;

import io.telltale.poller.letter.DeadLetterFilter;
import io.telltale.service.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query of a request for dead letters, read into a filter. */
final class DeadLetterQuery {

    private DeadLetterQuery() {}

    static DeadLetterFilter of(
            @Nullable String reason,
            @Nullable String source,
            @Nullable String part,
            @Nullable String from,
            @Nullable String to) {
        return new DeadLetterFilter(
                Optional.ofNullable(reason),
                Optional.ofNullable(source),
                Optional.ofNullable(part),
                time("from", from),
                time("to", to));
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw ProblemException.badParameter(
                    name, "a time such as 2026-11-20T23:00:00.000Z", String.valueOf(text));
        }
    }
}
