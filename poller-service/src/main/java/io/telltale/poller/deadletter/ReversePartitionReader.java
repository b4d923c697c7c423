package io.telltale.poller.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Lists one partition from its newest letter to its oldest. It reads windows, each forwards and
 * before the last; they grow while no letter matches and shrink where letters are large.
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
    private final Deque<StoredDeadLetter> newestFirst = new ArrayDeque<>();
    private long unread;
    private int window;
    private boolean hasBegun;

    /**
     * Reads nothing yet.
     *
     * @param expected about how many letters will be taken
     */
    ReversePartitionReader(
            DeadLetterReader reader,
            DeadLetterFilter filter,
            int partition,
            OffsetRange range,
            int expected) {
        this.reader = reader;
        this.filter = filter;
        this.partition = partition;
        this.first = range.from();
        this.unread = range.to();
        this.window = Math.clamp(expected, 1, LARGEST_FIRST_WINDOW);
    }

    /**
     * The next letter, which stays; empty at the end and after the deadline. The first window is
     * read however late it is, so that every page makes progress.
     *
     * @param deadline in {@link System#nanoTime}
     */
    Optional<StoredDeadLetter> peek(long deadline) {
        while (newestFirst.isEmpty()
                && unread > first
                && (!hasBegun || System.nanoTime() - deadline < 0)) {
            hasBegun = readWindow() || hasBegun;
        }
        return Optional.ofNullable(newestFirst.peekFirst());
    }

    /** A window with too many bytes is dropped, since its newest letters were not read. */
    private boolean readWindow() {
        var range = new OffsetRange(Math.max(first, unread - window), unread);
        var found = new ArrayDeque<StoredDeadLetter>();
        var end =
                reader.read(
                        partition,
                        range,
                        MOST_BYTES,
                        content -> {
                            if (filter.matches(content.letter())) {
                                found.addFirst(content.letter());
                            }
                        });
        if (end < unread) {
            window = Math.max(1, window / SHRINK);
            return false;
        }
        newestFirst.addAll(found);
        unread = range.from();
        window = Math.min(LARGEST_WINDOW, window * 2);
        return true;
    }

    void take() {
        newestFirst.removeFirst();
    }

    boolean isAtEnd() {
        return newestFirst.isEmpty() && unread <= first;
    }

    /** What is not taken. */
    OffsetRange rest() {
        var next = newestFirst.peekFirst();
        return new OffsetRange(first, next == null ? unread : next.id().offset() + 1);
    }
}
