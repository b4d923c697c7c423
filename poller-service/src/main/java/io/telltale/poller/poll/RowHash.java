package io.telltale.poller.poll;

import io.telltale.providers.page.Row;
import io.telltale.schemas.event.EventId;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What a row says, short enough to be remembered. A row that could not be read says its raw bytes,
 * so that it becomes a dead letter once and not with every scan.
 */
public final class RowHash {

    private static final int DIGITS = 16;
    private static final int HEX = 16;

    private RowHash() {}

    /**
     * 32 hex digits.
     *
     * @param good the same of a row that was understood
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
     * @param good 32 hex digits of what a row that was understood says
     */
    public static <T> long of(Row<T> row, Function<T, String> good) {
        return Long.parseUnsignedLong(digest(row, good).substring(0, DIGITS), HEX);
    }
}
