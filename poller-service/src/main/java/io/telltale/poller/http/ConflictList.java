package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.telltale.poller.identity.LinkConflicts;
import io.telltale.poller.identity.LinkConflicts.NotApplied;
import io.telltale.schemas.record.ConflictReason;
import io.telltale.schemas.record.LinkSource;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The links that the register did not apply, page by page. */
@Singleton
final class ConflictList {

    private static final int MOST = 500;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final LinkConflicts conflicts;

    ConflictList(LinkConflicts conflicts) {
        this.conflicts = conflicts;
    }

    /**
     * A page.
     *
     * @param items by their two refs as text
     * @param nextCursor null: there are no more
     */
    @Serdeable
    record Page(List<Item> items, @Nullable String nextCursor) {}

    /**
     * A link that is not applied.
     *
     * @param ref one of the two
     * @param with the other one
     * @param reason TOO_MANY_REFS, TWO_OF_A_KIND, JUNK or UNKNOWN
     * @param source DECLARED or LEARNED
     * @param evidence who declared it, or the id of the event that named both
     */
    @Serdeable
    record Item(
            String ref,
            String with,
            @Schema(implementation = ConflictReason.class) String reason,
            @Schema(implementation = LinkSource.class) String source,
            String evidence) {

        static Item of(NotApplied one) {
            var conflict = one.conflict();
            return new Item(
                    one.ref(),
                    conflict.getOtherRef(),
                    conflict.getReason().name(),
                    conflict.getSource().name(),
                    conflict.getEvidence());
        }
    }

    Page page(int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.badParameter("limit", "1 to " + MOST, Integer.toString(limit));
        }
        if (!conflicts.isWhole()) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, "the identities are being read", SOON);
        }
        var found = conflicts.after(ListCursor.positionOf(cursor)).limit(limit + 1L).toList();
        var items = found.stream().limit(limit).toList();
        return new Page(
                items.stream().map(Item::of).toList(),
                found.size() > limit ? ListCursor.after(items.getLast().position()) : null);
    }
}
