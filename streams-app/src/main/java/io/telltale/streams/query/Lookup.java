package io.telltale.streams.query;

import java.util.function.Function;

/**
 * The answer to "what do you hold under this key?".
 *
 * @param <V> what is held
 */
public sealed interface Lookup<V> {

    /**
     * It is there.
     *
     * @param value what is held
     */
    record Found<V>(V value) implements Lookup<V> {}

    /**
     * There is no such key, and the store that would have it is up to date.
     *
     * @param freshness of the copies that do not have it
     */
    record Unknown<V>(Freshness freshness) implements Lookup<V> {}

    /**
     * Unknown now; ask again soon.
     *
     * @param reason why, for people
     */
    record NotReady<V>(String reason) implements Lookup<V> {}

    /**
     * An instance that has a part of the answer does not answer; ask again soon.
     *
     * @param reason what lacks, for people
     */
    record Incomplete<V>(String reason) implements Lookup<V> {}

    /** Whether the answer is not known now, and may be soon. */
    default boolean isUndecided() {
        return this instanceof NotReady || this instanceof Incomplete;
    }

    /** The same about something made of the value. */
    default <W> Lookup<W> then(Function<V, Lookup<W>> next) {
        return switch (this) {
            case Found<V>(var value) -> next.apply(value);
            case Unknown<V>(var freshness) -> new Unknown<>(freshness);
            case NotReady<V>(var reason) -> new NotReady<>(reason);
            case Incomplete<V>(var reason) -> new Incomplete<>(reason);
        };
    }

    /** The same about something made of the value. */
    default <W> Lookup<W> map(Function<V, W> change) {
        return then(value -> new Found<>(change.apply(value)));
    }
}
