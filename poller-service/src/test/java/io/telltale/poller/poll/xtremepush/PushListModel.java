package io.telltale.poller.poll.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.xtremepush.PushQuery;
import io.telltale.providers.xtremepush.PushRow;
import io.telltale.providers.xtremepush.PushTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A project's table of push actions, small: rows come in, go away and turn to failed, between any
 * two requests. Whether it sorts as it is asked to, and how many rows it gives at most, is drawn.
 */
final class PushListModel {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How rows stand without an order. */
    private static final List<LongUnaryOperator> OWN_ORDERS =
            List.of(id -> id, id -> -id, id -> id * 0x9E3779B97F4A7C15L);

    private final RandomGenerator random;
    private final LongUnaryOperator ownOrder;
    private final boolean sorts;
    private final boolean byId;
    private final int mostRows;
    private long mostOffset = Long.MAX_VALUE;
    private final boolean brokenLookAlike;
    private final List<Entry> table = new ArrayList<>();
    private Instant now;
    private long ids;

    /** A row; one that is broken has no target. */
    record Entry(long id, Instant createdAt, boolean failed, boolean broken) {}

    PushListModel(RandomGenerator random, Instant now, boolean sorts, boolean byId) {
        this.random = random;
        this.now = now;
        this.ownOrder = OWN_ORDERS.get(random.nextInt(OWN_ORDERS.size()));
        this.sorts = sorts;
        this.byId = byId;
        this.mostRows = random.nextInt(2, 12);
        this.brokenLookAlike = random.nextBoolean();
    }

    /** It takes no offset beyond this one. */
    void capsOffset(long most) {
        mostOffset = most;
    }

    /** Rows that are as old as this. */
    void holds(int rows, Instant since) {
        var span = now.getEpochSecond() - since.getEpochSecond();
        for (var row = 0; row < rows; row++) {
            add(since.plusSeconds(span * row / rows));
        }
    }

    /** These rows and no others; each can be read. */
    void holdsOnlyGood(int rows) {
        table.clear();
        for (var row = 0; row < rows; row++) {
            table.add(new Entry(++ids, now, false, false));
        }
    }

    /** Time passes and something happens to the table. */
    void lives(Instant at, Instant changeableFrom) {
        now = at;
        switch (random.nextInt(8)) {
            case 0, 1 -> add(now);
            case 2 -> {
                // Among rows that look alike none can be missed.
                if (!table.isEmpty() && !brokenLookAlike) {
                    table.remove(random.nextInt(table.size()));
                }
            }
            case 3 -> turnToFailed(changeableFrom);
            default -> {
                // nothing
            }
        }
    }

    private void add(Instant at) {
        table.add(new Entry(++ids, at, random.nextInt(4) == 0, isBroken()));
    }

    private boolean isBroken() {
        return random.nextInt(brokenLookAlike ? 2 : 25) == 0;
    }

    private void turnToFailed(Instant from) {
        table.replaceAll(row ->
                row.createdAt().isBefore(from) || random.nextInt(6) > 0
                        ? row
                        : new Entry(row.id(), row.createdAt(), true, row.broken()));
    }

    /** What it holds now. */
    List<Entry> table() {
        return table;
    }

    /** As it should be. */
    Answer<List<Row<PushRow>>> answer(PushQuery query) {
        var rows =
                table.stream()
                        .filter(row -> matches(row, query))
                        .sorted(order(query))
                        .skip(Math.min(query.offset(), mostOffset))
                        .limit(Math.min(query.limit(), mostRows))
                        .map(row -> shown(row, query))
                        .toList();
        return new Answer.Got<>(rows);
    }

    /** As it sometimes is. */
    Answer<List<Row<PushRow>>> faultyAnswer(PushQuery query) {
        return switch (random.nextInt(12)) {
            case 0 -> new Answer.Unavailable<>("the answer was lost");
            case 1 -> new Answer.Refused<>(200, "200", "no success");
            case 2 -> new Answer.Unreadable<>(new byte[] {'{'}, "expected JSON");
            default -> answer(query);
        };
    }

    private Comparator<Entry> order(PushQuery query) {
        if (sorts && query.order().contains("id ASC")) {
            return Comparator.comparingLong(Entry::id);
        }
        return Comparator.comparingLong(row -> ownOrder.applyAsLong(row.id()));
    }

    private static boolean matches(Entry row, PushQuery query) {
        for (var condition : tree(query.condition().toString())) {
            var value =
                    condition.get(0).asText().equals("id")
                            ? row.id()
                            : row.createdAt().getEpochSecond();
            if (value <= condition.get(2).asLong()) {
                return false;
            }
        }
        return true;
    }

    private Row<PushRow> shown(Entry row, PushQuery query) {
        if (row.broken()) {
            var raw = raw(row).getBytes(StandardCharsets.UTF_8);
            return new Row.Broken<>(raw, RowFault.MISSING_FIELD, "device_id", 0);
        }
        return new Row.Good<>(
                new PushRow(
                        "1",
                        "2",
                        Optional.of(row.createdAt()),
                        new PushTarget.Device(Long.toString(row.id())),
                        Optional.of(row.failed()),
                        Optional.empty(),
                        Optional.empty(),
                        query.select().contains("id")
                                ? Optional.of(Long.toString(row.id()))
                                : Optional.empty()));
    }

    /** A broken row as it stands in an answer. */
    String raw(Entry row) {
        return brokenLookAlike && !byId ? "{}" : "{\"id\":%d}".formatted(row.id());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
