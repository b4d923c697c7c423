package io.telltale.service.problem;

import io.telltale.service.problem.Problem.BadParameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem of the caller or of the moment; a bug is another exception. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final transient List<BadParameter> parameters;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(
            ProblemType type,
            String detail,
            List<BadParameter> parameters,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.type = type;
        this.parameters = parameters;
        this.retryAfter = retryAfter;
    }

    /** A problem with a detail. */
    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of(), Optional.empty(), null);
    }

    /** A parameter that is wrong. */
    public static ProblemException badParameter(String name, String expected, String was) {
        return new ProblemException(
                ProblemType.BAD_PARAMETER,
                "expected %s to be %s, was '%s'".formatted(name, expected, was),
                List.of(new BadParameter(name, expected, was)),
                Optional.empty(),
                null);
    }

    /** Several parameters that are wrong; one or more. */
    public static ProblemException badParameters(List<BadParameter> wrong) {
        return new ProblemException(
                ProblemType.BAD_PARAMETER,
                wrong.stream()
                        .map(one ->
                                "expected %s to be %s, was '%s'"
                                        .formatted(one.name(), one.expected(), one.was()))
                        .collect(Collectors.joining("; ")),
                List.copyOf(wrong),
                Optional.empty(),
                null);
    }

    /** A request that may be repeated later. */
    public static ProblemException later(ProblemType type, String detail, Duration retryAfter) {
        return new ProblemException(type, detail, List.of(), Optional.of(retryAfter), null);
    }

    /**
     * The same where something failed.
     *
     * @param cause for the log; its text is not in the answer
     */
    public static ProblemException later(
            ProblemType type, String detail, Duration retryAfter, Throwable cause) {
        return new ProblemException(type, detail, List.of(), Optional.of(retryAfter), cause);
    }

    ProblemType type() {
        return type;
    }

    List<BadParameter> parameters() {
        return parameters;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
