package io.telltale.poller.deadletter;

import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters a request is about; a condition that is empty matches all.
 *
 * @param reason equal to the letter's
 * @param source equal to the letter's
 * @param part equal to the letter's
 * @param from written at this time or later
 * @param to written before this time
 */
record DeadLetterFilter(
        Optional<String> reason,
        Optional<String> source,
        Optional<String> part,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** Parameters of a filter. */
    static final Set<String> NAMES = Set.of("reason", "source", "part", "from", "to");

    private static final int LONGEST_SOURCE = 1_000;

    static DeadLetterFilter of(Query query) {
        return new DeadLetterFilter(
                query.text("reason"),
                query.text("source", LONGEST_SOURCE),
                query.text("part"),
                query.time("from"),
                query.time("to"));
    }

    boolean matches(StoredDeadLetter letter) {
        return reason.filter(wanted -> !wanted.equals(letter.reason())).isEmpty()
                && source.filter(wanted -> !wanted.equals(letter.source())).isEmpty()
                && part.filter(wanted -> !wanted.equals(letter.part())).isEmpty()
                && from.filter(first -> letter.at().isBefore(first)).isEmpty()
                && to.filter(end -> !letter.at().isBefore(end)).isEmpty();
    }

    /**
     * Digest of the letters that match, for cursors.
     *
     * @param name of the list
     */
    String list(String name) {
        return Cursor.listOf(
                name,
                reason.orElse(null),
                source.orElse(null),
                part.orElse(null),
                from.map(Instant::toString).orElse(null),
                to.map(Instant::toString).orElse(null));
    }
}
