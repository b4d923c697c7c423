package io.telltale.poller.poll.xtremepush;

import io.telltale.providers.page.Row;
import io.telltale.providers.xtremepush.PushCondition;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import java.util.List;
import java.util.Optional;

/**
 * How the pages of a list follow each other while rows are added to it and go away. That a page has
 * fewer rows than were asked for never ends a list: what the provider gives at most is not known.
 */
sealed interface PushPaging permits OffsetPaging, KeysetPaging {

    /**
     * The question for a page.
     *
     * @param condition which rows
     * @param cursor where it begins; empty for the first
     */
    PushQuery query(PushCondition condition, Optional<String> cursor);

    /**
     * What a page proves about the list.
     *
     * @param place where it was asked for
     * @param rows what came
     */
    Read read(Place place, List<Row<PushRow>> rows);

    /**
     * Where the list goes on after an unreadable page; empty where that is unknown.
     *
     * @param place where it was asked for
     */
    Optional<Place> beyond(Place place);

    /**
     * Where a page begins.
     *
     * @param cursor empty for the first page
     * @param tail identities of the last rows of the page before, which this one repeats
     * @param page hash of the page before, 0 if it proves nothing
     * @param same how often that page came already, although another offset was asked for
     */
    record Place(Optional<String> cursor, List<Long> tail, int page, int same) {

        /** Where no page before is looked at. */
        static Place at(String cursor) {
            return new Place(Optional.of(cursor), List.of(), 0, 0);
        }
    }

    /** What a page proves about the list. */
    sealed interface Read {

        /**
         * It follows the page before.
         *
         * @param next where the next page begins; empty when the list ends here
         * @param more rows that it adds
         */
        record Follows(Optional<Place> next, int more) implements Read {}

        /**
         * The list moved by more than a page, so that rows may stand before it that were not read.
         *
         * @param next where the next page would begin nevertheless; empty when the list ends here
         * @param more rows that it adds
         */
        record Gap(Optional<Place> next, int more) implements Read {}

        /**
         * What follows it cannot be requested.
         *
         * @param detail why
         */
        record Lost(String detail) implements Read {}

        /**
         * The provider does not page as it was asked to.
         *
         * @param type class of failure
         * @param detail what was expected and what came
         */
        record Wrong(String type, String detail) implements Read {}
    }
}
