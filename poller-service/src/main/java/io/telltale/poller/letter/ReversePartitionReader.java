package io.telltale.poller.letter;

import io.telltale.poller.letter.DeadLetterCursor.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One partition from its youngest letter to its oldest: read forwards in windows, each before the
 * last, which grow while nothing in them is wanted and shrink where the letters are large.
 */
final class ReversePartitionReader {

    private static final int LARGEST_FIRST_WINDOW = 128;
    private static final int LARGEST_WINDOW = 4096;
    private static final int SHRINK = 8;
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final DeadLetterReader reader;
    private final DeadLetterFilter filter;
    private final int partition;
    private final long first;
    private final Deque<StoredDeadLetter> youngestFirst = new ArrayDeque<>();
    private long unread;
    private int window;
    private boolean hasBegun;

    /**
     * Reads nothing yet.
     *
     * @param wanted how many letters of it are asked for, about
     */
    ReversePartitionReader(
            DeadLetterReader reader,
            DeadLetterFilter filter,
            int partition,
            Span span,
            int wanted) {
        this.reader = reader;
        this.filter = filter;
        this.partition = partition;
        this.first = span.from();
        this.unread = span.to();
        this.window = Math.clamp(wanted, 1, LARGEST_FIRST_WINDOW);
    }

    /**
     * The next letter, not yet taken; empty when there is none or the time is over. One window is
     * read however late it is, so that a list gets on each time it is asked for.
     */
    Optional<StoredDeadLetter> peek(long deadline) {
        while (youngestFirst.isEmpty()
                && unread > first
                && (!hasBegun || System.nanoTime() - deadline < 0)) {
            hasBegun = readWindow() || hasBegun;
        }
        return Optional.ofNullable(youngestFirst.peekFirst());
    }

    /** Nothing of a window with too many bytes is kept, for its youngest were not read. */
    private boolean readWindow() {
        var from = Math.max(first, unread - window);
        var found = new ArrayDeque<StoredDeadLetter>();
        var end =
                reader.read(
                        partition,
                        from,
                        unread,
                        MOST_BYTES,
                        kept -> {
                            if (filter.takes(kept.letter())) {
                                found.addFirst(kept.letter());
                            }
                        });
        if (end < unread) {
            window = Math.max(1, window / SHRINK);
            return false;
        }
        youngestFirst.addAll(found);
        unread = from;
        window = Math.min(LARGEST_WINDOW, window * 2);
        return true;
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
