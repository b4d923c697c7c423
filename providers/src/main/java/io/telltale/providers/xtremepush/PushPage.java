package io.telltale.providers.xtremepush;

/**
 * Which stretch of the rows is asked for. Fewer rows than {@code limit} mean that it was the last.
 *
 * @param limit most rows, 1 or more
 * @param offset rows to leave out before, 0 or more
 */
public record PushPage(int limit, long offset) {

    /** Checks both numbers. */
    public PushPage {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 or more and offset 0 or more, were %d and %d"
                            .formatted(limit, offset));
        }
    }
}
