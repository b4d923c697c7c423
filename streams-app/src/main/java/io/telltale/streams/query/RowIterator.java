package io.telltale.streams.query;

import io.telltale.schemas.event.Event;
import io.telltale.streams.encoding.RowKey;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Rows of one range, newest first. For one thread; to be closed. */
public interface RowIterator extends AutoCloseable {

    /** The next older row; null at the end. */
    @Nullable KeyValue<RowKey, Event> next();

    @Override
    void close();
}
