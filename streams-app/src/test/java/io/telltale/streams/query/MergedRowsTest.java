package io.telltale.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A source opens a store's iterator with its first row. Where rows of another instance cannot be
 * had, merged rows are dropped unread, so they may hold nothing by then.
 */
class MergedRowsTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void nothingIsTakenOfASourceBeforeARowIsAskedFor() {
        new MergedRows(List.of(source("first"), source("second")));

        assertThat(done).isEmpty();
    }

    @Test
    void everySourceIsClosedThoughOneOfThemFails() {
        assertThatThrownBy(this::readWithAFailingSource).isInstanceOf(IllegalStateException.class);

        assertThat(done).containsExactly("read first", "close first", "close failing");
    }

    private void readWithAFailingSource() {
        try (var rows = new MergedRows(List.of(source("first"), source("failing")))) {
            rows.next();
        }
    }

    private RowIterator source(String name) {
        return new RowIterator() {

            @Override
            public @Nullable HistoryRow next() {
                if (name.equals("failing")) {
                    throw new IllegalStateException("the store moves");
                }
                done.add("read " + name);
                return null;
            }

            @Override
            public void close() {
                done.add("close " + name);
            }
        };
    }
}
