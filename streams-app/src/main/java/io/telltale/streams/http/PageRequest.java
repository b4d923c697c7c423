package io.telltale.streams.http;

import io.telltale.streams.store.Piece;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which piece of a history is wanted.
 *
 * @param piece as the stores are asked
 */
record PageRequest(Piece piece) {

    static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(
                Piece.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(cursor).map(Cursors::place),
                        Parameters.limit(limit)));
    }
}
