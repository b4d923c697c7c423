package io.telltale.benchmarks.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks what the batch changed that is merged and not committed. Not for several threads. */
final class ChangeQueries implements AutoCloseable {

    private static final String EVENTS = "SELECT event_id FROM fresh";
    private static final String COUNTERS =
            """
            SELECT ref, events, from_device, to_device, pushes, failed_pushes, first_seen_at,
                   last_seen_at
            FROM counters WHERE ref IN (SELECT ref FROM fresh)
            """;
    private static final String TASKS =
            """
            SELECT ref, task, campaign, order_at, event_id, outcome, status, reason
            FROM tasks WHERE ref IN (SELECT ref FROM fresh)
            ORDER BY ref, order_at DESC, event_id DESC
            """;

    private final PreparedStatement events;
    private final PreparedStatement counters;
    private final PreparedStatement tasks;

    ChangeQueries(Connection connection) throws SQLException {
        this.events = connection.prepareStatement(EVENTS);
        this.counters = connection.prepareStatement(COUNTERS);
        this.tasks = connection.prepareStatement(TASKS);
    }

    Changes read() throws SQLException {
        return new Changes(freshEvents(), refs(tasksByRef()));
    }

    private Set<String> freshEvents() throws SQLException {
        var ids = new HashSet<String>();
        try (var rows = events.executeQuery()) {
            while (rows.next()) {
                ids.add(eventId(rows, 1));
            }
        }
        return ids;
    }

    private Map<String, List<Changes.Task>> tasksByRef() throws SQLException {
        var byRef = new HashMap<String, List<Changes.Task>>();
        try (var rows = tasks.executeQuery()) {
            while (rows.next()) {
                byRef.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(
                                new Changes.Task(
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getLong(4),
                                        eventId(rows, 5),
                                        rows.getString(6),
                                        rows.getString(7),
                                        rows.getString(8)));
            }
        }
        return byRef;
    }

    private List<Changes.Ref> refs(Map<String, List<Changes.Task>> tasksByRef) throws SQLException {
        var refs = new ArrayList<Changes.Ref>();
        try (var rows = counters.executeQuery()) {
            while (rows.next()) {
                var ref = rows.getString(1);
                refs.add(
                        new Changes.Ref(
                                ref,
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5),
                                rows.getLong(6),
                                rows.getLong(7),
                                rows.getLong(8),
                                tasksByRef.getOrDefault(ref, List.of())));
            }
        }
        return refs;
    }

    /** A uuid as PostgreSQL writes it, as the 32 digits it was given as. */
    private static String eventId(ResultSet rows, int column) throws SQLException {
        return rows.getString(column).replace("-", "");
    }

    @Override
    public void close() throws SQLException {
        events.close();
        counters.close();
        tasks.close();
    }
}
