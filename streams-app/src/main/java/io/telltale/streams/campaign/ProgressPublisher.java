package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.streams.record.CampaignState;
import io.telltale.streams.step.KeyGuard;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the progress of changed campaigns, in the order in which they changed. That a campaign
 * is unpublished is a mark in its state; the queue in memory is filled from it when a task opens.
 *
 * <p>A tick looks at a bounded number of rows; campaigns that are left wait for the next one. A
 * campaign that fails waits for its next update, and the others go on.
 */
final class ProgressPublisher {

    /** Rows looked at in one tick; the campaign that passes it is still published. */
    static final int MOST_ROWS = 20_000;

    private final CampaignViews views;
    private final RankedTallies tallies;
    private final StuckRule rule;
    private final Consumer<Record<String, CampaignProgress>> forward;
    private final KeyGuard guard = new KeyGuard("publishing the progress");
    private final Set<String> unpublished = new LinkedHashSet<>();
    private final Set<String> withSilent = new LinkedHashSet<>();
    private final Queue<String> toJudge = new ArrayDeque<>();
    private long judgedLimit;

    ProgressPublisher(
            CampaignViews views,
            RankedTallies tallies,
            StuckRule rule,
            Consumer<Record<String, CampaignProgress>> forward) {
        this.views = views;
        this.tallies = tallies;
        this.rule = rule;
        this.forward = forward;
    }

    /** Notes the state of a campaign as it is stored now. */
    void changed(String campaign, CampaignState state) {
        if (state.getPublished() != state.getChanges()) {
            unpublished.add(campaign);
        }
        if (state.getSilent() > 0) {
            withSilent.add(campaign);
        } else {
            withSilent.remove(campaign);
        }
    }

    /**
     * Publishes what changed. Time alone makes devices stuck: at each new hour, campaigns with
     * devices under way are counted again and published where that count changed.
     */
    void tick(long now) {
        var budget = new RowBudget(MOST_ROWS);
        var limit = rule.firstHourNotStuck(Instant.ofEpochMilli(now));
        if (limit != judgedLimit) {
            judgedLimit = limit;
            toJudge.clear();
            toJudge.addAll(withSilent);
        }
        while (!unpublished.isEmpty() && !budget.isUsedUp()) {
            var campaign = unpublished.iterator().next();
            unpublished.remove(campaign);
            guard.get(campaign, () -> prepare(campaign, limit, budget)).ifPresent(this::publish);
        }
        while (!toJudge.isEmpty() && !budget.isUsedUp()) {
            var campaign = toJudge.remove();
            guard.get(campaign, () -> judged(campaign, limit, now, budget))
                    .flatMap(state -> state)
                    .ifPresent(state -> put(campaign, state));
        }
    }

    private void put(String campaign, CampaignState state) {
        views.states().put(campaign, CampaignViews.NONE, state);
        changed(campaign, state);
    }

    /** The state to publish again; empty where as many devices are stuck as before. */
    private Optional<CampaignState> judged(
            String campaign, long limit, long now, RowBudget budget) {
        budget.lookedAt(1);
        var state = views.states().get(campaign, CampaignViews.NONE);
        if (state == null || state.getStuckBefore() == limit) {
            return Optional.empty();
        }
        var stuck = StuckCount.at(limit, campaign, state, views, budget);
        return stuck.devices() == state.getStuck()
                ? Optional.empty()
                : Optional.of(
                        CampaignStates.again(
                                CampaignStates.withStuck(state, stuck), Instant.ofEpochMilli(now)));
    }

    private record Prepared(
            String campaign,
            CampaignState state,
            @Nullable Long listedAt,
            Record<String, CampaignProgress> progress) {}

    private Prepared prepare(String campaign, long limit, RowBudget budget) {
        budget.lookedAt(1);
        var known = views.states().get(campaign, CampaignViews.NONE);
        if (known == null) {
            throw new IllegalStateException(
                    "unpublished campaign %s has no state".formatted(campaign));
        }
        var stuck = StuckCount.at(limit, campaign, known, views, budget);
        var state = CampaignStates.withStuck(known, stuck);
        var mostFrequent = tallies.mostFrequent(campaign, budget);
        return new Prepared(
                campaign,
                CampaignStates.published(state),
                known.getListedAt(),
                ProgressRecords.of(CampaignRef.parse(campaign), state, mostFrequent));
    }

    private void publish(Prepared prepared) {
        var campaign = prepared.campaign();
        var position = CampaignPosition.of(prepared.progress().value());
        var listedAt = prepared.listedAt();
        views.states().put(campaign, CampaignViews.NONE, prepared.state());
        views.progress().put(campaign, CampaignViews.NONE, prepared.progress().value());
        if (listedAt == null || listedAt != position.firstObservedAt()) {
            if (listedAt != null) {
                var before = new CampaignPosition(listedAt, campaign);
                views.newest().put(CampaignViews.NONE, before.key(), null);
            }
            views.newest().put(CampaignViews.NONE, position.key(), CampaignViews.indexed());
        }
        forward.accept(prepared.progress());
    }
}
