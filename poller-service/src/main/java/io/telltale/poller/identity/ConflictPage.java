package io.telltale.poller.identity;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.poller.identity.UnappliedLinks.NotApplied;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.LinkSource;
import io.telltale.service.query.Cursor;
import java.util.List;
import java.util.function.Function;

/**
 * Links that the register did not apply, as JSON.
 *
 * @param items by their two refs as text
 * @param nextCursor null at the end of the list
 */
@Serdeable
record ConflictPage(List<Item> items, @Nullable String nextCursor) {

    /**
     * A link that is not applied.
     *
     * @param ref one of the two
     * @param with the other one
     * @param reason TOO_MANY_REFS, TWO_OF_A_KIND, JUNK or UNKNOWN
     * @param source DECLARED or LEARNED
     * @param evidence the author, or the id of the event that named both
     */
    @Serdeable
    record Item(
            String ref,
            String with,
            @Schema(implementation = ConflictReason.class) String reason,
            @Schema(implementation = LinkSource.class) String source,
            String evidence) {

        private static Item of(NotApplied link) {
            var conflict = link.conflict();
            return new Item(
                    link.ref(),
                    conflict.getOtherRef(),
                    conflict.getReason().name(),
                    conflict.getSource().name(),
                    conflict.getEvidence());
        }
    }

    /** Of one link more than the limit, if there are more. */
    static ConflictPage of(List<NotApplied> links, int limit, Function<NotApplied, Cursor> cursor) {
        var items = links.stream().limit(limit).toList();
        return new ConflictPage(
                items.stream().map(Item::of).toList(),
                links.size() > limit ? cursor.apply(items.getLast()).toString() : null);
    }
}
