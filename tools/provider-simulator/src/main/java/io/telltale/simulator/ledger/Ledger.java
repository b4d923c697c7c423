package io.telltale.simulator.ledger;

import io.telltale.simulator.journal.Journal;
import io.telltale.simulator.json.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was told, to be compared with what an application holds.
 *
 * <p>A fact is written when it is told for the first time with its content, and again when its
 * content has changed since it was last told or it goes out on another channel; a scan that finds
 * nothing new adds nothing. It is on the disk before the answer leaves: a fact whose answer broke
 * on the way is in the ledger all the same. Facts of a callback are written before the first
 * attempt, so one without {@code acknowledgedAt} may never have arrived.
 */
@Singleton
public final class Ledger {

    private static final String TOLD = "ledger-told";
    private static final String ACKNOWLEDGED = "ledger-acknowledged";

    private final Journal journal;
    private final Clock clock;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Subject, Integer> lastRow = new HashMap<>();

    Ledger(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(TOLD, Told.class).forEach(this::keep);
        journal.replay(ACKNOWLEDGED, Acknowledged.class).forEach(this::keep);
    }

    private record Subject(Source source, String identity) {}

    private record Told(String identity, Row row) {}

    private record Acknowledged(Instant at, List<Long> ns) {}

    /** Writes the facts of one answer or callback; see the class for which of them become rows. */
    public synchronized void tell(
            Source source, Channel channel, long request, Collection<Fact> facts) {
        var now = clock.instant();
        var told = new ArrayList<Told>();
        for (var fact : facts) {
            var content = Json.tree(fact.content());
            var last = lastRow.get(new Subject(source, fact.identity()));
            if (last != null && rows.get(last).tells(channel, content)) {
                continue;
            }
            var n = rows.size() + told.size() + 1L;
            var row =
                    new Row(
                            n,
                            now,
                            source.system(),
                            source.account(),
                            channel,
                            request,
                            content,
                            null);
            told.add(new Told(fact.identity(), row));
        }
        journal.append(told.stream().map(each -> new Journal.Entry(TOLD, each)).toList());
        told.forEach(this::keep);
    }

    /**
     * Marks facts as confirmed by the caller; what was never told or is confirmed already is left.
     */
    public synchronized void acknowledge(Source source, Collection<String> identities) {
        var ns =
                identities.stream()
                        .map(identity -> lastRow.get(new Subject(source, identity)))
                        .filter(Objects::nonNull)
                        .map(rows::get)
                        .filter(row -> row.acknowledgedAt() == null)
                        .map(Row::n)
                        .toList();
        if (ns.isEmpty()) {
            return;
        }
        var acknowledged = new Acknowledged(clock.instant(), ns);
        journal.append(new Journal.Entry(ACKNOWLEDGED, acknowledged));
        keep(acknowledged);
    }

    /** Whether the caller confirmed a fact as it was last told. */
    public synchronized boolean isAcknowledged(Source source, String identity) {
        var last = lastRow.get(new Subject(source, identity));
        return last != null && rows.get(last).acknowledgedAt() != null;
    }

    /** All rows in the order of telling, as they are now. */
    public synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The highest request number in the ledger, 0 when it is empty. */
    public synchronized long lastRequest() {
        return rows.stream().mapToLong(Row::request).max().orElse(0);
    }

    private void keep(Told told) {
        var row = told.row();
        lastRow.put(
                new Subject(new Source(row.system(), row.account()), told.identity()), rows.size());
        rows.add(row);
    }

    private void keep(Acknowledged acknowledged) {
        for (var n : acknowledged.ns()) {
            var index = Math.toIntExact(n - 1);
            rows.set(index, rows.get(index).acknowledged(acknowledged.at()));
        }
    }
}
