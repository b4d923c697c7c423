package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.topic.StreamsNames;
import io.telltale.streams.device.RefSpan;
import io.telltale.streams.encoding.RowKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several refs as one history, newest first. Reads a row of each ref ahead, and no more
 * than is taken. To be closed.
 */
final class MergedRows implements AutoCloseable {

    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(Comparator.comparing(Source::position).reversed());
    private int looked;

    /**
     * Rows before a position.
     *
     * @param before only rows before this position
     * @param from only rows that are not older, in milliseconds
     */
    MergedRows(
            ClusterReads reads, Collection<RefSpan> spans, HistoryPosition before, Instant from) {
        var wanted = new ArrayList<RefSpan>();
        var ranges = new ArrayList<RowRange>();
        for (var span : spans) {
            var range = new RowRange(begin(span, from), end(span, before));
            if (range.begin().compareTo(range.until()) < 0) {
                wanted.add(span);
                ranges.add(range);
            }
        }
        var rows = reads.each(StreamsNames.ROWS, ranges, RowRange::ref, PartitionReads::rows);
        for (var number = 0; number < rows.size(); number++) {
            var source = new Source(wanted.get(number), rows.get(number));
            if (source.advance()) {
                sources.add(source);
            } else {
                source.close();
            }
        }
    }

    /**
     * A row of one of the refs.
     *
     * @param span the span it belongs to
     */
    record Row(RefSpan span, HistoryPosition position, Event event) {}

    /** The next older row, or null at the end. */
    @Nullable Row next() {
        var source = sources.poll();
        if (source == null) {
            return null;
        }
        looked++;
        var row = source.row();
        if (source.advance()) {
            sources.add(source);
        } else {
            source.close();
        }
        return row;
    }

    /** Rows taken so far. */
    int looked() {
        return looked;
    }

    @Override
    public void close() {
        sources.forEach(Source::close);
        sources.clear();
    }

    private static RowKey begin(RefSpan span, Instant from) {
        var begin = span.validFrom();
        return RowKey.from(span.ref(), begin == null || begin.isBefore(from) ? from : begin);
    }

    private static RowKey end(RefSpan span, HistoryPosition before) {
        var to = span.validTo();
        var end = to == null ? HistoryPosition.END : HistoryPosition.atTheBeginOf(to);
        var position = before.compareTo(end) < 0 ? before : end;
        return new RowKey(span.ref(), position.orderAt(), position.eventId());
    }

    /** The rows of one span. */
    private static final class Source {

        private final RefSpan span;
        private final RowIterator rows;
        private @Nullable KeyValue<RowKey, Event> head;

        Source(RefSpan span, RowIterator rows) {
            this.span = span;
            this.rows = rows;
        }

        boolean advance() {
            head = rows.next();
            return head != null;
        }

        HistoryPosition position() {
            return row().position();
        }

        Row row() {
            var row = Objects.requireNonNull(head, "advanced");
            return new Row(
                    span, new HistoryPosition(row.key.orderAt(), row.key.eventId()), row.value);
        }

        void close() {
            rows.close();
        }
    }
}
