package io.telltale.simulator.ledger;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.journal.Position;
import io.telltale.simulator.json.SimulatorJson;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was told, to be compared with what an application holds.
 *
 * <p>A fact has rows of its own on each channel: one when it is told there for the first time, and
 * another whenever its content has changed since; a scan that finds nothing new adds nothing. It is
 * in the journal before the answer leaves: a fact whose answer broke on the way is in the ledger
 * all the same. Facts of a callback are written before the first attempt, so one without {@code
 * acknowledgedAt} may never have arrived.
 *
 * <p>Contents stay in the journal; here is only where they are.
 */
@Singleton
public final class Ledger {

    private static final String TOLD = "ledger-fact";
    private static final String ACKNOWLEDGED = "ledger-acknowledged";

    private final Journal journal;
    private final Clock clock;
    private final List<Kept> rows = new ArrayList<>();
    private final Map<Place, Map<String, Integer>> lastRow = new HashMap<>();
    private long lastRequest;

    Ledger(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(TOLD, Told.class, this::keep);
        journal.replay(ACKNOWLEDGED, Acknowledged.class).forEach(this::keep);
    }

    private record Place(FactSource source, Channel channel) {}

    private record Told(String identity, LedgerRow row) {}

    private record Acknowledged(Instant at, List<Long> ns) {}

    /**
     * A row without its content.
     *
     * @param digest tells contents apart
     */
    private record Kept(Position place, long digest, @Nullable Instant acknowledgedAt) {}

    /**
     * Writes the facts of one answer or callback; see the class for which of them become rows.
     *
     * @return the number of each fact's row, new or as it was
     */
    public synchronized List<Long> tell(
            FactSource source, Channel channel, long request, Collection<Fact> facts) {
        var now = clock.instant();
        var known = lastRow.getOrDefault(new Place(source, channel), Map.of());
        var entries = new ArrayList<Journal.Entry>();
        var told = new ArrayList<Told>();
        var numbers = new ArrayList<Long>(facts.size());
        for (var fact : facts) {
            var content = SimulatorJson.tree(fact.content());
            var last = known.get(fact.identity());
            if (last != null && rows.get(last).digest() == digest(SimulatorJson.bytes(content))) {
                numbers.add(last + 1L);
                continue;
            }
            var n = rows.size() + told.size() + 1L;
            var row =
                    new LedgerRow(
                            n,
                            now,
                            source.system(),
                            source.account(),
                            channel,
                            request,
                            content,
                            null);
            told.add(new Told(fact.identity(), row));
            entries.add(new Journal.Entry(TOLD, told.getLast()));
            numbers.add(n);
        }
        var places = journal.append(entries).iterator();
        told.forEach(each -> keep(places.next(), each));
        return numbers;
    }

    /** Marks rows as confirmed by the caller; what is confirmed already is left. */
    public synchronized void acknowledge(Collection<Long> ns) {
        var open =
                ns.stream()
                        .filter(n -> rows.get(Math.toIntExact(n - 1)).acknowledgedAt() == null)
                        .toList();
        if (open.isEmpty()) {
            return;
        }
        var acknowledged = new Acknowledged(clock.instant(), open);
        journal.append(new Journal.Entry(ACKNOWLEDGED, acknowledged));
        keep(acknowledged);
    }

    /** All rows so far in the order of telling, each as it is when it is reached. */
    public Iterator<LedgerRow> rows() {
        var end = size();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < end;
            }

            @Override
            public LedgerRow next() {
                var row = row(next);
                next++;
                return row;
            }
        };
    }

    /** The highest request number in the ledger, 0 when it is empty. */
    public synchronized long lastRequest() {
        return lastRequest;
    }

    private synchronized int size() {
        return rows.size();
    }

    private synchronized Kept kept(int index) {
        return rows.get(index);
    }

    private LedgerRow row(int index) {
        var kept = kept(index);
        return journal.read(kept.place(), Told.class).row().acknowledged(kept.acknowledgedAt());
    }

    private void keep(Position place, Told told) {
        var row = told.row();
        lastRow.computeIfAbsent(
                        new Place(new FactSource(row.system(), row.account()), row.channel()),
                        _ -> new HashMap<>())
                .put(told.identity(), rows.size());
        rows.add(new Kept(place, digest(SimulatorJson.bytes(row.fact())), null));
        lastRequest = Math.max(lastRequest, row.request());
    }

    private void keep(Acknowledged acknowledged) {
        for (var n : acknowledged.ns()) {
            var index = Math.toIntExact(n - 1);
            var kept = rows.get(index);
            rows.set(index, new Kept(kept.place(), kept.digest(), acknowledged.at()));
        }
    }

    /** 64 bits of the content's text, which is written with its members always in one order. */
    private static long digest(byte[] content) {
        var first = Arrays.hashCode(content);
        var second = 0x9747b28c;
        for (var each : content) {
            second = (second ^ each) * 0x01000193;
        }
        return ((long) first << 32) ^ (second & 0xffffffffL);
    }
}
