package io.telltale.providers.xtremepush;

import java.util.List;

/**
 * What is asked of a list. That fewer rows than {@code limit} come does not mean that there are no
 * more: the provider may give fewer than asked for.
 *
 * @param condition which rows
 * @param select columns they are to carry
 * @param order columns they are sorted by, such as {@code id ASC}; empty for the provider's own
 * @param limit most rows, 1 or more
 * @param offset rows to leave out before, 0 or more
 */
public record PushQuery(
        PushCondition condition, List<String> select, List<String> order, int limit, long offset) {

    /** What a row needs to be understood, and whether it failed. */
    public static final List<String> USUAL_COLUMNS =
            List.of(
                    "action_id",
                    "campaign_id",
                    "create_time",
                    "device_id",
                    "error",
                    "error_message");

    /** Checks both numbers and copies the lists. */
    public PushQuery {
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException(
                    "limit must be 1 or more and offset 0 or more, were %d and %d"
                            .formatted(limit, offset));
        }
        select = List.copyOf(select);
        order = List.copyOf(order);
    }

    /** Whether this may be the name of a column; which there are is not documented. */
    public static boolean isColumn(String name) {
        return name.matches("[a-z][a-z0-9_]{0,63}");
    }
}
