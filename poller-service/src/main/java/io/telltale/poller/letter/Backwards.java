package io.telltale.poller.letter;

import io.telltale.poller.letter.Places.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One partition from its youngest letter to its oldest: read forwards in windows, each before the
 * last, which grow while nothing in them is wanted.
 */
final class Backwards {

    private static final int FIRST_WINDOW = 128;
    private static final int LARGEST_WINDOW = 4096;

    private final LetterReader reader;
    private final LetterFilter filter;
    private final int partition;
    private final long first;
    private final Deque<Letter> youngestFirst = new ArrayDeque<>();
    private long unread;
    private int window = FIRST_WINDOW;

    Backwards(LetterReader reader, LetterFilter filter, int partition, Span span) {
        this.reader = reader;
        this.filter = filter;
        this.partition = partition;
        this.first = span.from();
        this.unread = span.to();
    }

    /** The next letter, not yet taken; empty when there is none or the time is over. */
    Optional<Letter> peek(long deadline) {
        while (youngestFirst.isEmpty() && unread > first && System.nanoTime() - deadline < 0) {
            var from = Math.max(first, unread - window);
            reader.read(
                    partition,
                    from,
                    unread,
                    kept -> {
                        if (filter.takes(kept.letter())) {
                            youngestFirst.addFirst(kept.letter());
                        }
                    });
            unread = from;
            window = Math.min(LARGEST_WINDOW, window * 2);
        }
        return Optional.ofNullable(youngestFirst.peekFirst());
    }

    void take() {
        youngestFirst.removeFirst();
    }

    /** Whether there is nothing more, for certain. */
    boolean isAtItsEnd() {
        return youngestFirst.isEmpty() && unread <= first;
    }

    /** What is not taken. */
    Span rest() {
        var next = youngestFirst.peekFirst();
        return new Span(first, next == null ? unread : next.id().offset() + 1);
    }
}
