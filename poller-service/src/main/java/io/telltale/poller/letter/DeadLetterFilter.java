package io.telltale.poller.letter;

import java.time.Instant;
import java.util.Optional;

/**
 * Which letters are meant; an empty condition takes all.
 *
 * @param reason equal to the letter's
 * @param source equal to the letter's
 * @param part equal to the letter's
 * @param from written at this time or later
 * @param to written before this time
 */
public record DeadLetterFilter(
        Optional<String> reason,
        Optional<String> source,
        Optional<String> part,
        Optional<Instant> from,
        Optional<Instant> to) {

    boolean takes(StoredDeadLetter letter) {
        return reason.filter(wanted -> !wanted.equals(letter.reason())).isEmpty()
                && source.filter(wanted -> !wanted.equals(letter.source())).isEmpty()
                && part.filter(wanted -> !wanted.equals(letter.part())).isEmpty()
                && from.filter(first -> letter.at().isBefore(first)).isEmpty()
                && to.filter(end -> !letter.at().isBefore(end)).isEmpty();
    }
}
