package io.telltale.streams.campaign;

import io.telltale.schemas.record.Provider;
import io.telltale.streams.encoding.PairKey;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.CampaignSum;
import io.telltale.streams.step.TypedStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the tasks of campaigns have not been sent yet, in memory and in rows. A row is
 * overwritten when its delta is sent and never deleted, so no scan meets tombstones.
 *
 * <p>Every change is written at once, a row that it changes more than once in one go. A row without
 * a delta is all sent.
 */
final class PendingSums {

    /** Prefix of the rows. Key: campaign ref, number of the delta in 8 hex digits. */
    static final char PREFIX = 'n';

    private static final Serde<CampaignSum> SERDE = StoredRecord.serde(CampaignSum.class);

    private final TypedStore<CampaignSum> rows;
    private final Map<String, Deltas> pending = new LinkedHashMap<>();
    private final Map<PairKey, Unwritten> unwritten = new LinkedHashMap<>();

    /** Reads what is not sent, by one scan. */
    PendingSums(KeyValueStore<PairKey, byte[]> store) {
        this.rows = TypedStore.of(store, PREFIX, SERDE);
        RowScan.forEach(store, PREFIX, SERDE, this::load);
    }

    private record Deltas(Provider provider, List<PendingDelta> list) {}

    private record Unwritten(Provider provider, PendingDelta delta) {}

    /** Numbers of sent deltas are empty places in the list, to be filled again. */
    private void load(RowScan.Row<CampaignSum> row) {
        var delta = row.value().getPending();
        if (delta == null) {
            return;
        }
        var provider = row.value().getProvider();
        var list =
                pending.computeIfAbsent(row.owner(), _ -> new Deltas(provider, new ArrayList<>()))
                        .list();
        var number = HexFormat.fromHexDigits(row.member());
        while (list.size() < number) {
            list.add(new PendingDelta());
        }
        list.add(PendingDelta.of(delta));
    }

    /** Campaigns with something to send, in the order in which they came to have it. */
    List<String> campaigns() {
        return List.copyOf(pending.keySet());
    }

    /** Adds a change; cannot fail. */
    void add(MemberChange change) {
        var deltas =
                pending.computeIfAbsent(
                        change.campaign(), _ -> new Deltas(change.provider(), new ArrayList<>()));
        var at = change.observedAt();
        if (change.lines().isEmpty()) {
            at(deltas, change.campaign(), _ -> false).observed(at);
        }
        for (var line : change.lines()) {
            switch (line) {
                case MemberChange.InTally(var tally, var devices) -> {
                    var delta = at(deltas, change.campaign(), each -> each.contains(tally));
                    delta.observed(at);
                    delta.add(tally, devices);
                }
                case MemberChange.InHour(var hour, var devices) -> {
                    var delta = at(deltas, change.campaign(), each -> each.containsSilent(hour));
                    delta.observed(at);
                    delta.addSilent(hour, devices);
                }
            }
        }
        write();
    }

    /** The delta that has the line, else the first that has room. */
    private PendingDelta at(Deltas deltas, String campaign, Predicate<PendingDelta> hasLine) {
        var list = deltas.list();
        var place = -1;
        for (var number = 0; number < list.size(); number++) {
            if (hasLine.test(list.get(number))) {
                place = number;
                break;
            }
            if (place < 0 && list.get(number).hasRoom()) {
                place = number;
            }
        }
        if (place < 0) {
            place = list.size();
            list.add(new PendingDelta());
        }
        changed(campaign, place, deltas.provider(), list.get(place));
        return list.get(place);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /**
     * The next delta of the campaign; null when there is none.
     *
     * @param from number of the delta to begin with
     */
    @Nullable Next next(String campaign, int from) {
        var deltas = pending.get(campaign);
        if (deltas == null) {
            return null;
        }
        for (var number = from; number < deltas.list().size(); number++) {
            if (!deltas.list().get(number).isEmpty()) {
                return new Next(campaign, number, deltas.provider(), deltas.list().get(number));
            }
        }
        return null;
    }

    /** A delta that is to be sent. */
    record Next(String campaign, int number, Provider provider, PendingDelta delta) {}

    /** Marks a delta as sent; cannot fail. */
    void sent(Next next) {
        next.delta().clear();
        changed(next.campaign(), next.number(), next.provider(), next.delta());
        if (next(next.campaign(), 0) == null) {
            pending.remove(next.campaign());
        }
        write();
    }

    private void changed(String campaign, int number, Provider provider, PendingDelta delta) {
        var key = new PairKey(campaign, HexFormat.of().toHexDigits(number));
        unwritten.put(key, new Unwritten(provider, delta));
    }

    private void write() {
        unwritten.forEach((key, row) -> {
            var pendingDelta = row.delta().isEmpty() ? null : row.delta().toRecord();
            rows.put(key.owner(), key.member(), new CampaignSum(row.provider(), pendingDelta));
        });
        unwritten.clear();
    }
}
