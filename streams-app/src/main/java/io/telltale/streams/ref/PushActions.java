package io.telltale.streams.ref;

import io.telltale.schemas.record.PushActionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Counts push actions, not rows: a push action that turns to failed is reported again under another
 * event id and stays one. It failed if the last row that has a result is a failure.
 */
final class PushActions {

    private static final Comparator<PushActionEvent> BY_OBSERVATION =
            Comparator.comparing(PushActionEvent::getObservedAt)
                    .thenComparing(PushActionEvent::getEventId);

    private PushActions() {}

    /**
     * How counts change.
     *
     * @param total push actions more, 0 or 1
     * @param failed failed ones more or less, -1 to 1
     */
    record Change(int total, int failed) {}

    /**
     * The change that one more row makes.
     *
     * @param known rows of the same push action that are counted already, in any order
     */
    static Change change(PushActionEvent added, Collection<PushActionEvent> known) {
        var all = new ArrayList<>(known);
        all.add(added);
        return new Change(known.isEmpty() ? 1 : 0, failed(all) - failed(known));
    }

    private static int failed(Collection<PushActionEvent> rows) {
        return rows.stream()
                .filter(row -> row.getFailed() != null)
                .max(BY_OBSERVATION)
                .map(row -> row.getFailed() ? 1 : 0)
                .orElse(0);
    }

    /** Whether both rows report one push action; one without a create time is like no other. */
    static boolean isSame(PushActionEvent one, PushActionEvent other) {
        return one.getOccurredAt() != null
                && Objects.equals(one.getOccurredAt(), other.getOccurredAt())
                && one.getProject().equals(other.getProject())
                && one.getCampaignId().equals(other.getCampaignId())
                && one.getActionId().equals(other.getActionId())
                && one.getDevices().getFirst().equals(other.getDevices().getFirst());
    }

    /** Those of some rows that report the same push action. */
    static List<PushActionEvent> same(PushActionEvent push, Collection<PushActionEvent> rows) {
        return rows.stream().filter(row -> isSame(push, row)).toList();
    }
}
