package io.telltale.streams.fold;

import io.telltale.schemas.event.OrderTime;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.PushCounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/**
 * What the rows of one push come to: a push that turns to failed is told again, with another event
 * id, and stays one push.
 */
public final class Pushes {

    private static final Comparator<PushActionEvent> AS_TOLD =
            Comparator.comparing(PushActionEvent::getObservedAt)
                    .thenComparing(PushActionEvent::getEventId);

    private Pushes() {}

    /** Whether both rows tell of one push; one without a create time is like no other. */
    public static boolean same(PushActionEvent one, PushActionEvent other) {
        return one.getOccurredAt() != null
                && Objects.equals(one.getOccurredAt(), other.getOccurredAt())
                && one.getProject().equals(other.getProject())
                && one.getCampaignId().equals(other.getCampaignId())
                && one.getActionId().equals(other.getActionId())
                && one.getDevices().getFirst().equals(other.getDevices().getFirst());
    }

    /**
     * One push, failed if the last row that says anything of it says so.
     *
     * @param rows of one push, in any order; none = no push
     */
    static PushCounts count(Collection<PushActionEvent> rows) {
        if (rows.isEmpty()) {
            return Counts.NO_PUSH_ACTIONS;
        }
        var hasFailed =
                rows.stream()
                        .filter(row -> row.getFailed() != null)
                        .max(AS_TOLD)
                        .filter(PushActionEvent::getFailed)
                        .isPresent();
        return PushCounts.newBuilder()
                .setTotal(1)
                .setFailed(hasFailed ? 1 : 0)
                .setLastAt(
                        rows.stream()
                                .map(row -> OrderTime.of(row.getOccurredAt(), row.getObservedAt()))
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                .build();
    }
}
