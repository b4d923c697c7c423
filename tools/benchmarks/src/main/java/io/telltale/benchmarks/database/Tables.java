package io.telltale.benchmarks.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables of one connection. A batch is one transaction: copied to a temporary table, then
 * merged by a few statements over all of it, and the offsets with it. Not for several threads.
 */
final class Tables implements AutoCloseable {

    private static final String ROWS =
            """
            WITH added AS (
                INSERT INTO rows (ref, event_id, order_at, family, body)
                SELECT ref, event_id, order_at, family, body FROM incoming
                ON CONFLICT DO NOTHING
                RETURNING ref, event_id)
            INSERT INTO fresh
            SELECT ref, event_id, order_at, observed_at, family, from_device, to_device, failed,
                   task, campaign, outcome, status, reason
            FROM incoming JOIN added USING (ref, event_id)
            """;
    private static final String COUNTERS =
            """
            INSERT INTO counters AS known
            SELECT ref, count(*), sum(from_device), sum(to_device),
                   count(*) FILTER (WHERE family = 'p'), sum(failed),
                   min(observed_at), max(observed_at)
            FROM fresh GROUP BY ref
            ON CONFLICT (ref) DO UPDATE SET
                events = known.events + excluded.events,
                from_device = known.from_device + excluded.from_device,
                to_device = known.to_device + excluded.to_device,
                pushes = known.pushes + excluded.pushes,
                failed_pushes = known.failed_pushes + excluded.failed_pushes,
                first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
                last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
            """;
    private static final String TASKS =
            """
            WITH latest AS (
                SELECT DISTINCT ON (ref, task)
                       ref, task, campaign, order_at, event_id, outcome, status, reason
                FROM fresh WHERE task IS NOT NULL
                ORDER BY ref, task, order_at DESC, event_id DESC),
            before AS (
                SELECT tasks.* FROM latest JOIN tasks USING (ref, task)),
            moved AS (
                INSERT INTO tasks AS known SELECT * FROM latest
                ON CONFLICT (ref, task) DO UPDATE SET
                    campaign = excluded.campaign,
                    order_at = excluded.order_at,
                    event_id = excluded.event_id,
                    outcome = excluded.outcome,
                    status = excluded.status,
                    reason = excluded.reason
                WHERE (excluded.order_at, excluded.event_id) > (known.order_at, known.event_id)
                RETURNING ref, task, campaign, outcome, status, reason),
            changes AS (
                SELECT campaign, outcome, status, reason, 1 AS n FROM moved
                UNION ALL
                SELECT before.campaign, before.outcome, before.status, before.reason, -1
                FROM before JOIN moved USING (ref, task))
            INSERT INTO campaign_counts AS known
            SELECT campaign, outcome, status, reason, sum(n) FROM changes
            WHERE campaign IS NOT NULL
            GROUP BY campaign, outcome, status, reason HAVING sum(n) <> 0
            ON CONFLICT (campaign, outcome, status, reason) DO UPDATE SET
                devices = known.devices + excluded.devices
            """;
    private static final String OFFSETS =
            """
            INSERT INTO offsets VALUES (?, ?, ?)
            ON CONFLICT (topic, partition_number) DO UPDATE SET next_offset = excluded.next_offset
            """;
    private static final String WRONG =
            """
            SELECT (SELECT count(*) FROM rows) - (SELECT sum(events) FROM counters),
                   (SELECT count(*) FROM tasks WHERE campaign IS NOT NULL)
                   - (SELECT sum(devices) FROM campaign_counts)
            """;

    private final Connection connection;
    private final CopyManager copy;
    private final List<PreparedStatement> merges;
    private final PreparedStatement offsets;
    private final ChangeQueries changes;

    /** Makes the tables. */
    Tables(Connection connection) throws SQLException, IOException {
        this.connection = connection;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (var statement = connection.createStatement();
                InputStream tables =
                        Objects.requireNonNull(Tables.class.getResourceAsStream("tables.sql"))) {
            statement.execute(new String(tables.readAllBytes(), UTF_8));
        }
        connection.setAutoCommit(false);
        this.merges =
                List.of(
                        connection.prepareStatement(ROWS),
                        connection.prepareStatement(COUNTERS),
                        connection.prepareStatement(TASKS));
        this.offsets = connection.prepareStatement(OFFSETS);
        this.changes = new ChangeQueries(connection);
    }

    /**
     * Merges a batch; {@link #commit} has to follow.
     *
     * @param events each event id once
     * @param next offsets after it
     */
    void merge(Collection<EventLine> events, Map<TopicPartition, Long> next)
            throws SQLException, IOException {
        var text = new StringBuilder(events.size() * 1_024);
        events.forEach(event -> event.copyTo(text));
        copy.copyIn("COPY incoming FROM STDIN", new StringReader(text.toString()));
        for (var merge : merges) {
            merge.executeUpdate();
        }
        for (var partition : next.entrySet()) {
            offsets.setString(1, partition.getKey().topic());
            offsets.setInt(2, partition.getKey().partition());
            offsets.setLong(3, partition.getValue());
            offsets.addBatch();
        }
        offsets.executeBatch();
    }

    /** What the batch changed that is merged and not committed. */
    Changes changes() throws SQLException {
        return changes.read();
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Whether counters count every row, and campaigns every task, once. */
    boolean isConsistent() throws SQLException {
        try (var statement = connection.createStatement();
                var difference = statement.executeQuery(WRONG)) {
            return difference.next() && difference.getLong(1) == 0 && difference.getLong(2) == 0;
        }
    }

    @Override
    public void close() throws SQLException {
        for (var merge : merges) {
            merge.close();
        }
        offsets.close();
        changes.close();
        connection.close();
    }
}
