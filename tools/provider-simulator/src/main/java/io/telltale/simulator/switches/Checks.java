package io.telltale.simulator.switches;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the members of a group of quirks or faults. Shares are 0 to 1, durations are not negative,
 * whole numbers are within their {@link Range}, and only what is {@link Nullable} may be null.
 */
final class Checks {

    private Checks() {}

    /** What is wrong with a member, by its name; empty when all of them are valid. */
    static Optional<String> faultOf(Record group) {
        return Arrays.stream(group.getClass().getRecordComponents())
                .flatMap(member -> faultOf(member, valueOf(member, group)).stream())
                .findFirst();
    }

    private static Optional<String> faultOf(RecordComponent member, @Nullable Object value) {
        var range = member.getAnnotation(Range.class);
        var expected =
                switch (value) {
                    case null -> isNullable(member) ? null : "not be null";
                    case Double share when !(share >= 0 && share <= 1) -> "be 0 to 1, was " + share;
                    case Duration duration when duration.isNegative() ->
                            "be a duration, not negative, was " + duration;
                    case Integer number when range != null && !isWithin(range, number) ->
                            "be %s%d to %d, was %d"
                                    .formatted(
                                            range.orZero() ? "0 or " : "",
                                            range.least(),
                                            range.most(),
                                            number);
                    default -> null;
                };
        return Optional.ofNullable(expected).map(rule -> member.getName() + " must " + rule);
    }

    private static boolean isNullable(RecordComponent member) {
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isWithin(Range range, int number) {
        return (number >= range.least() && number <= range.most())
                || (range.orZero() && number == 0);
    }

    private static @Nullable Object valueOf(RecordComponent member, Record group) {
        try {
            return member.getAccessor().invoke(group);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
