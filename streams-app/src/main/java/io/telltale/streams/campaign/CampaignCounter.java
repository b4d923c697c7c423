package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.record.CampaignDelta;
import io.telltale.streams.record.CampaignState;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.SilenceDelta;
import io.telltale.streams.step.RecordSizeGuard;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the updates of the campaigns of one task, and has changed campaigns published.
 *
 * <p>An update is read and decided on before anything is written. Made again whenever the task
 * opens.
 */
final class CampaignCounter {

    private final CampaignViews views;
    private final RankedTallies tallies;
    private final ProgressPublisher publisher;

    /**
     * A counter.
     *
     * @param forward takes progress to publish
     */
    CampaignCounter(
            KeyValueStore<PairKey, byte[]> store,
            StuckRule stuck,
            Consumer<Record<String, CampaignProgress>> forward) {
        this.views = CampaignViews.of(store);
        this.tallies = new RankedTallies(views);
        this.publisher = new ProgressPublisher(views, tallies, stuck, forward);
        RowScan.forEach(
                store,
                CampaignViews.STATES,
                CampaignViews.STATE,
                row -> publisher.changed(row.owner(), row.value()));
    }

    /**
     * Takes in an update.
     *
     * @param observedAt our time of its cause, in milliseconds
     */
    void update(String campaign, CampaignUpdate update, long observedAt) {
        var known = views.states().get(campaign, CampaignViews.NONE);
        var state = known == null ? CampaignStates.unknown(update.getProvider()) : known;
        var delta = update.getDelta();
        var counts = delta == null ? null : prepare(campaign, delta);
        var next = RecordSizeGuard.required(next(state, update, observedAt));

        if (counts != null) {
            counts.tallies().forEach(write -> tallies.write(campaign, write));
            counts.silence().forEach(hour -> write(campaign, hour));
        }
        views.states().put(campaign, CampaignViews.NONE, next);
        publisher.changed(campaign, next);
    }

    /** Publishes what changed; called once a second, with the wall-clock time. */
    void tick(long now) {
        publisher.tick(now);
    }

    private record Counts(List<RankedTallies.Write> tallies, List<HourCount> silence) {}

    private record HourCount(long hour, long devices) {}

    /** The new counts: of tallies and of hours. */
    private Counts prepare(String campaign, CampaignDelta delta) {
        return new Counts(
                delta.getTallies().stream()
                        .map(change -> tallies.prepare(campaign, change))
                        .toList(),
                delta.getSilence().stream().map(change -> silence(campaign, change)).toList());
    }

    private HourCount silence(String campaign, SilenceDelta change) {
        var known = views.silence().get(campaign, StuckCount.key(change.getHour()));
        return new HourCount(change.getHour(), (known == null ? 0 : known) + change.getDevices());
    }

    private void write(String campaign, HourCount hour) {
        var devices = hour.devices();
        views.silence().put(campaign, StuckCount.key(hour.hour()), devices == 0 ? null : devices);
    }

    private static CampaignState next(CampaignState state, CampaignUpdate update, long observedAt) {
        var next = state;
        next = with(next, update.getDelta());
        var health = update.getHealth();
        var info = update.getInfo();
        if (health != null) {
            next = CampaignStates.with(next, health, observedAt);
        }
        return info == null ? next : CampaignStates.with(next, info);
    }

    private static CampaignState with(CampaignState state, @Nullable CampaignDelta delta) {
        return delta == null ? state : CampaignStates.with(state, delta);
    }
}
