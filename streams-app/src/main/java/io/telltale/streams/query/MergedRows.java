package io.telltale.streams.query;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several sources as one history. Takes nothing of a source before its own first row is
 * asked for, then reads one row of each ahead.
 */
final class MergedRows implements RowIterator {

    private static final Comparator<Head> NEWEST_FIRST =
            Comparator.comparing((Head head) -> head.row().position()).reversed();

    private final PriorityQueue<Head> heads = new PriorityQueue<>(NEWEST_FIRST);
    private final List<RowIterator> sources;
    private boolean hasBegun;

    /** The next row of a source. */
    private record Head(HistoryRow row, RowIterator source) {}

    /** Rows of these sources, which are closed with it. */
    MergedRows(List<RowIterator> sources) {
        this.sources = List.copyOf(sources);
    }

    private void advance(RowIterator source) {
        var row = source.next();
        if (row != null) {
            heads.add(new Head(row, source));
        }
    }

    @Override
    public @Nullable HistoryRow next() {
        if (!hasBegun) {
            hasBegun = true;
            sources.forEach(this::advance);
        }
        var head = heads.poll();
        if (head == null) {
            return null;
        }
        advance(head.source());
        return head.row();
    }

    @Override
    public void close() {
        sources.forEach(RowIterator::close);
    }
}
