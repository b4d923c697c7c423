package io.telltale.streams.query;

import org.jspecify.annotations.Nullable;

/** Rows, newest first. For one thread; to be closed. */
public interface RowIterator extends AutoCloseable {

    /** The next older row; null at the end. */
    @Nullable HistoryRow next();

    @Override
    void close();
}
