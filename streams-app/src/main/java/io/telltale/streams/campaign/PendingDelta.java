package io.telltale.streams.campaign;

import io.telltale.streams.record.CampaignDelta;
import io.telltale.streams.record.SilenceDelta;
import io.telltale.streams.record.TallyDelta;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sums up changes of one campaign until they are sent as one delta. Bounded, so that a delta is a
 * small record; a campaign with more changes has several of them.
 */
final class PendingDelta {

    /** Tallies and hours in one delta. */
    static final int MOST_LINES = 100;

    private static final int MOST_CHARACTERS = 64 * 1024;

    private final Map<TallyKey, Long> tallies = new LinkedHashMap<>();
    private final Map<Long, Long> silence = new LinkedHashMap<>();
    private int characters;
    private long firstObservedAt = Long.MAX_VALUE;
    private long lastObservedAt = Long.MIN_VALUE;

    static PendingDelta of(CampaignDelta stored) {
        var delta = new PendingDelta();
        delta.observed(stored.getFirstObservedAt());
        delta.observed(stored.getLastObservedAt());
        for (var line : stored.getTallies()) {
            var tally =
                    new TallyKey(
                            line.getId(),
                            line.getOutcome(),
                            line.getProviderStatus(),
                            line.getReason());
            delta.add(tally, line.getDevices());
        }
        stored.getSilence().forEach(line -> delta.addSilent(line.getHour(), line.getDevices()));
        return delta;
    }

    boolean isEmpty() {
        return lastObservedAt == Long.MIN_VALUE;
    }

    boolean hasRoom() {
        return tallies.size() + silence.size() < MOST_LINES && characters < MOST_CHARACTERS;
    }

    long lastObservedAt() {
        return lastObservedAt;
    }

    void observed(long at) {
        firstObservedAt = Math.min(firstObservedAt, at);
        lastObservedAt = Math.max(lastObservedAt, at);
    }

    void add(TallyKey tally, long devices) {
        if (!tallies.containsKey(tally)) {
            var reason = tally.reason();
            characters += tally.providerStatus().length() + (reason == null ? 0 : reason.length());
        }
        tallies.merge(tally, devices, Long::sum);
    }

    void addSilent(long hour, long devices) {
        silence.merge(hour, devices, Long::sum);
    }

    boolean contains(TallyKey tally) {
        return tallies.containsKey(tally);
    }

    boolean containsSilent(long hour) {
        return silence.containsKey(hour);
    }

    void clear() {
        tallies.clear();
        silence.clear();
        characters = 0;
        firstObservedAt = Long.MAX_VALUE;
        lastObservedAt = Long.MIN_VALUE;
    }

    /** The sums as a record; what came and left again is left out. */
    CampaignDelta toRecord() {
        var changed =
                tallies.entrySet().stream()
                        .filter(line -> line.getValue() != 0)
                        .map(line -> record(line.getKey(), line.getValue()))
                        .toList();
        var hours =
                silence.entrySet().stream()
                        .filter(line -> line.getValue() != 0)
                        .map(line -> new SilenceDelta(line.getKey(), line.getValue()))
                        .toList();
        return new CampaignDelta(firstObservedAt, lastObservedAt, changed, hours);
    }

    private static TallyDelta record(TallyKey tally, long devices) {
        return new TallyDelta(
                tally.id(), tally.outcome(), tally.providerStatus(), tally.reason(), devices);
    }
}
