package io.telltale.streams.campaign;

import io.telltale.schemas.record.Campaign;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.streams.record.CampaignDelta;
import io.telltale.streams.record.CampaignState;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Computes the state of a campaign from what comes in; pure functions. */
final class CampaignStates {

    private CampaignStates() {}

    /** An unknown campaign. */
    static CampaignState unknown(Provider provider) {
        return CampaignState.newBuilder().setProvider(provider).build();
    }

    /**
     * The state after counts changed. Readings that change no count are no change of the progress,
     * unless one of them is the first reading of the campaign.
     */
    static CampaignState with(CampaignState state, CampaignDelta delta) {
        var first = earlier(state.getFirstObservedAt(), delta.getFirstObservedAt());
        var isChanged =
                !delta.getTallies().isEmpty()
                        || !delta.getSilence().isEmpty()
                        || state.getFirstObservedAt() == null
                        || first != state.getFirstObservedAt();
        var next = isChanged ? changed(state, delta.getLastObservedAt()) : same(state);
        var byOutcome = new HashMap<>(state.getByOutcome());
        for (var tally : delta.getTallies()) {
            byOutcome.merge(tally.getOutcome().name(), tally.getDevices(), Long::sum);
        }
        byOutcome.values().removeIf(devices -> devices == 0);
        var silent = state.getSilent();
        var stuck = state.getStuck();
        for (var hour : delta.getSilence()) {
            silent += hour.getDevices();
            stuck += hour.getHour() < state.getStuckBefore() ? hour.getDevices() : 0;
        }
        return next.setFirstObservedAt(first)
                .setLastReadingAt(later(state.getLastReadingAt(), delta.getLastObservedAt()))
                .setByOutcome(byOutcome)
                .setSilent(silent)
                .setStuck(stuck)
                .build();
    }

    /**
     * The state after a poll. An older poll changes nothing; a scan counts only if it is later than
     * the one known.
     *
     * @param observedAt our time of the record, in milliseconds
     */
    static CampaignState with(CampaignState state, SourceHealth health, long observedAt) {
        var scan = health.getScan();
        var polledAt = polledAt(health, observedAt);
        var isNewest = polledAt >= state.getPolledAt();
        var isNewScan = scan != null && scan.getNumber() > state.getScan();
        var next = isNewScan || state.getChanges() == 0 ? changed(state, observedAt) : same(state);
        if (scan != null && isNewScan) {
            var completedAt = scan.getCompletedAt().toEpochMilli();
            next.setScan(scan.getNumber())
                    .setLastScanAt(completedAt)
                    .setReportedDevices(scan.getReportedRows())
                    .setLastObservedAt(Math.max(next.getLastObservedAt(), completedAt));
        }
        if (isNewest) {
            next.setIsPollFailing(health.getLastError() != null).setPolledAt(polledAt);
        }
        return next.build();
    }

    /** When the poll was that the health is about. */
    private static long polledAt(SourceHealth health, long observedAt) {
        var error = health.getLastError();
        var success = health.getLastSuccessAt();
        if (error != null) {
            return error.getAt().toEpochMilli();
        }
        return success == null ? observedAt : success.toEpochMilli();
    }

    /** The state after its provider described it; an older description changes nothing. */
    static CampaignState with(CampaignState state, Campaign info) {
        var known = state.getInfo();
        return known != null && info.getObservedAt().isBefore(known.getObservedAt())
                ? state
                : changed(state, info.getObservedAt().toEpochMilli()).setInfo(info).build();
    }

    /** The state with devices counted as stuck up to an hour. */
    static CampaignState withStuck(CampaignState state, StuckCount stuck) {
        return same(state).setStuck(stuck.devices()).setStuckBefore(stuck.before()).build();
    }

    /** The state to be published again because time went on. */
    static CampaignState again(CampaignState state, Instant now) {
        return changed(state, now.toEpochMilli()).build();
    }

    /** The state after its progress was published. */
    static CampaignState published(CampaignState state) {
        var first = state.getFirstObservedAt();
        return same(state)
                .setPublished(state.getChanges())
                .setListedAt(first == null ? 0 : first)
                .build();
    }

    private static CampaignState.Builder changed(CampaignState state, long at) {
        return same(state)
                .setLastObservedAt(Math.max(state.getLastObservedAt(), at))
                .setChanges(state.getChanges() + 1);
    }

    private static CampaignState.Builder same(CampaignState state) {
        return CampaignState.newBuilder(state);
    }

    private static long earlier(@Nullable Long known, long at) {
        return known == null ? at : Math.min(known, at);
    }

    private static long later(@Nullable Long known, long at) {
        return known == null ? at : Math.max(known, at);
    }
}
