package io.telltale.schemas.failure;

import java.util.Objects;
import java.util.stream.Stream;

/** The chain of causes of a failure. */
public final class Causes {

    private Causes() {}

    /** The failure, its cause, and so on. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Whether the failure or one of its causes is of this type. */
    public static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return of(failure).anyMatch(type::isInstance);
    }

    /** The last cause; the failure itself where it has none. */
    public static Throwable root(Throwable failure) {
        return of(failure).reduce(failure, (_, deeper) -> deeper);
    }
}
