package io.telltale.simulator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that callers have got, to be compared with those that an application holds.
 *
 * <p>A fact has rows of its own on each channel: one for its first answer there, and another
 * whenever its content has changed since; a scan that finds nothing new adds nothing. It is in the
 * journal before the answer leaves: a fact whose answer broke on the way is in the ledger all the
 * same. Facts of a callback are written before the first attempt, so one without {@code
 * acknowledgedAt} may never have arrived.
 *
 * <p>Contents stay in the journal; here is only where they are.
 */
@Singleton
public final class Ledger {

    private static final String ADDED = "ledger-fact";
    private static final String ACKNOWLEDGED = "ledger-acknowledged";

    private final Journal journal;
    private final Clock clock;
    private final List<Stored> rows = new ArrayList<>();
    private final Map<Place, Integer> lastRow = new HashMap<>();
    private long lastRequest;

    Ledger(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(ADDED, Added.class, this::store);
        journal.replay(ACKNOWLEDGED, Acknowledged.class).forEach(this::store);
    }

    private record Place(SystemName system, String account, Channel channel, String identity) {}

    private record Added(String identity, LedgerRow row) {

        private Place place() {
            return new Place(row.system(), row.account(), row.channel(), identity);
        }
    }

    private record Acknowledged(Instant at, List<Long> ns) {}

    /**
     * A row without its content.
     *
     * @param digest of the content
     */
    private record Stored(Position position, long digest, @Nullable Instant acknowledgedAt) {}

    /**
     * Writes the facts of one answer or callback; see the class for which of them become rows.
     *
     * @return the number of each fact's row, new or as it was
     */
    public synchronized List<Long> add(Channel channel, long request, List<Fact> facts) {
        var now = clock.instant();
        var added = new ArrayList<Added>();
        var numbers = new ArrayList<Long>(facts.size());
        for (var fact : facts) {
            var content = SimulatorJson.tree(fact.content());
            var source = fact.source();
            var n = rows.size() + added.size() + 1L;
            var row =
                    new Added(
                            fact.identity(),
                            new LedgerRow(
                                    n,
                                    now,
                                    source.system(),
                                    source.account(),
                                    channel,
                                    request,
                                    content,
                                    null));
            var last = lastRow.get(row.place());
            if (last != null && rows.get(last).digest() == digest(content)) {
                numbers.add(last + 1L);
            } else {
                added.add(row);
                numbers.add(n);
            }
        }
        var positions =
                journal.append(added.stream().map(row -> new Journal.Entry(ADDED, row)).toList())
                        .iterator();
        added.forEach(row -> store(positions.next(), row));
        return numbers;
    }

    /** Marks rows as confirmed by the caller; rows that are confirmed already stay as they are. */
    public synchronized void acknowledge(Collection<Long> ns) {
        var open = ns.stream().filter(n -> stored(n).acknowledgedAt() == null).toList();
        if (!open.isEmpty()) {
            var acknowledged = new Acknowledged(clock.instant(), open);
            journal.append(new Journal.Entry(ACKNOWLEDGED, acknowledged));
            store(acknowledged);
        }
    }

    /** All rows so far, oldest first, each as it is when it is reached. */
    public Iterator<LedgerRow> rows() {
        return LongStream.rangeClosed(1, size()).mapToObj(this::row).iterator();
    }

    /** The highest request number in the ledger, 0 when it is empty. */
    public synchronized long lastRequest() {
        return lastRequest;
    }

    private synchronized int size() {
        return rows.size();
    }

    private synchronized Stored stored(long n) {
        return rows.get(Math.toIntExact(n - 1));
    }

    private LedgerRow row(long n) {
        var stored = stored(n);
        return journal.read(stored.position(), Added.class)
                .row()
                .acknowledged(stored.acknowledgedAt());
    }

    private void store(Position position, Added added) {
        lastRow.put(added.place(), rows.size());
        rows.add(new Stored(position, digest(added.row().fact()), null));
        lastRequest = Math.max(lastRequest, added.row().request());
    }

    private void store(Acknowledged acknowledged) {
        for (var n : acknowledged.ns()) {
            var stored = stored(n);
            rows.set(
                    Math.toIntExact(n - 1),
                    new Stored(stored.position(), stored.digest(), acknowledged.at()));
        }
    }

    /** 64 bits of the content's text, which is written with its members always in one order. */
    private static long digest(JsonNode content) {
        var bytes = SimulatorJson.bytes(content);
        var second = 0x9747b28c;
        for (var each : bytes) {
            second = (second ^ each) * 0x01000193;
        }
        return ((long) Arrays.hashCode(bytes) << 32) ^ (second & 0xffffffffL);
    }
}
