package io.telltale.poller.poll;

import io.telltale.schemas.record.PollTask;
import java.time.Duration;
import java.util.Optional;

/**
 * The parameters of a task by their names.
 *
 * @param task with them
 */
public record TaskParameters(PollTask task) {

    /**
     * A required one.
     *
     * @throws IllegalArgumentException if it is missing
     */
    public String needed(String name) {
        return text(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("parameter %s is missing".formatted(name)));
    }

    /** An optional one. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(task.getParameters().get(name));
    }

    /**
     * A length of time, such as {@code PT20M}.
     *
     * @throws java.time.DateTimeException if it is none
     */
    public Optional<Duration> duration(String name) {
        return text(name).map(Duration::parse);
    }

    /** True where it is {@code true}, or where it is missing and true is the default. */
    public boolean flag(String name, boolean otherwise) {
        return text(name).map(Boolean::parseBoolean).orElse(otherwise);
    }
}
