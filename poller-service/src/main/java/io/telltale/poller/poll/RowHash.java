package io.telltale.poller.poll;

import io.telltale.providers.page.Row;
import io.telltale.schemas.event.EventId;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A hash of a row's content, short enough to be kept. A row that could not be read has that of its
 * raw bytes, so that it becomes a dead letter once and not with every scan.
 */
public final class RowHash {

    private static final int DIGITS = 16;
    private static final int HEX = 16;

    private RowHash() {}

    /**
     * 32 hex digits.
     *
     * @param good the digest of a row that was read
     */
    public static <T> String digest(Row<T> row, Function<T, String> good) {
        return switch (row) {
            case Row.Good<T>(var value) -> good.apply(value);
            case Row.Broken<T>(var raw, _, _, _) ->
                    EventId.of("broken", new String(raw, StandardCharsets.UTF_8));
        };
    }

    /**
     * The first 64 bits of the digest.
     *
     * @param good the digest of a row that was read
     */
    public static <T> long of(Row<T> row, Function<T, String> good) {
        return Long.parseUnsignedLong(digest(row, good).substring(0, DIGITS), HEX);
    }
}
