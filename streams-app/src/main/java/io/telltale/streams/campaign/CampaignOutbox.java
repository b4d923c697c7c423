package io.telltale.streams.campaign;

import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.step.KeyGuard;
import io.telltale.streams.step.RecordSizeGuard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends the pending sums of campaigns as deltas, in rounds: a round sends each campaign that has
 * something to send once, so however many events came since the last round, few deltas leave.
 *
 * <p>A campaign with more than 100 changed counts sends several. The timestamp of a delta is our
 * time of the latest reading in it.
 */
public final class CampaignOutbox {

    /** Usual time from the begin of one round to that of the next. */
    public static final Duration ROUND = Duration.ofMillis(500);

    private static final int MOST_A_CALL = 100;

    private final CampaignMembers members;
    private final long round;
    private final Consumer<Record<String, CampaignUpdate>> forward;
    private final KeyGuard guard = new KeyGuard("sending the delta");
    private final Queue<String> due = new ArrayDeque<>();
    private int nextNumber;
    private long roundBegan = Long.MIN_VALUE;

    /**
     * An outbox.
     *
     * @param round from the begin of one round to that of the next
     * @param forward takes a delta, keyed by campaign ref
     */
    public CampaignOutbox(
            CampaignMembers members,
            Duration round,
            Consumer<Record<String, CampaignUpdate>> forward) {
        this.members = members;
        this.round = round.toMillis();
        this.forward = forward;
    }

    /**
     * Sends the next delta of the round.
     *
     * @param now wall-clock time in milliseconds
     * @return false if none is due
     */
    public boolean sendNext(long now) {
        if (due.isEmpty() && isTimeForRound(now)) {
            roundBegan = now;
            due.addAll(members.sums().campaigns());
        }
        var campaign = due.peek();
        if (campaign == null) {
            return false;
        }
        var next = members.sums().next(campaign, nextNumber);
        if (next == null) {
            due.remove();
            nextNumber = 0;
            return !due.isEmpty();
        }
        nextNumber = next.number() + 1;
        guard.get(campaign, () -> record(next)).ifPresent(record -> send(next, record));
        return true;
    }

    private void send(PendingSums.Next next, Record<String, CampaignUpdate> record) {
        members.sent(next);
        forward.accept(record);
    }

    private static Record<String, CampaignUpdate> record(PendingSums.Next next) {
        var update = new CampaignUpdate(next.provider(), next.delta().toRecord(), null, null);
        return new Record<>(
                next.campaign(), RecordSizeGuard.required(update), next.delta().lastObservedAt());
    }

    /** Sends what is due, at most {@value #MOST_A_CALL} deltas: for a timer of its own. */
    public void send(long now) {
        var left = MOST_A_CALL;
        while (left > 0 && sendNext(now)) {
            left--;
        }
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return members.sums().isEmpty();
    }

    /** How long the oldest campaign of this round has waited; zero if all are sent. */
    public Duration oldestWait(long now) {
        return due.isEmpty() ? Duration.ZERO : Duration.ofMillis(Math.max(0, now - roundBegan));
    }

    /** A clock that was set back begins a round too. */
    private boolean isTimeForRound(long now) {
        return roundBegan == Long.MIN_VALUE || now < roundBegan || now - roundBegan >= round;
    }
}
