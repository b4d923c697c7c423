package io.telltale.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.telltale.localstack.run.StackStartException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class TablesTest {

    private static final Map<TopicPartition, Long> OFFSETS =
            Map.of(new TopicPartition("device.status.v1", 0), 7L);

    @TempDir private Path folder;

    @Test
    void countsEveryDeviceOnce_whereItStandsLast_whateverComesTwiceOrLate() throws Exception {
        try (var database = database();
                var tables = new Tables(database.connect())) {
            write(tables, reading(1, 10, "PENDING"), reading(2, 20, "DONE"));
            write(tables, reading(3, 30, "FAILED"), reading(1, 10, "PENDING"));
            write(tables, reading(4, 15, "RUNNING"));

            assertThat(tables.isConsistent()).isTrue();
            assertThat(query(database, "SELECT outcome, devices FROM campaign_counts ORDER BY 1"))
                    .containsExactly("DONE 0", "FAILED 1");
            assertThat(query(database, "SELECT events, last_seen_at FROM counters"))
                    .containsExactly("4 30");
            assertThat(query(database, "SELECT topic, next_offset FROM offsets"))
                    .containsExactly("device.status.v1 7");
        }
    }

    @Test
    void returnsWhatABatchChanged_withoutRepeats() throws Exception {
        try (var database = database();
                var tables = new Tables(database.connect())) {
            write(tables, reading(1, 10, "PENDING"));
            tables.merge(List.of(reading(1, 10, "PENDING"), reading(2, 20, "DONE")), OFFSETS);

            var changes = tables.changes();

            assertThat(changes.events()).containsExactly("%032d".formatted(2));
            assertThat(changes.refs())
                    .containsExactly(
                            new Changes.Ref(
                                    "imei:1",
                                    2,
                                    0,
                                    0,
                                    0,
                                    0,
                                    10,
                                    20,
                                    List.of(
                                            new Changes.Task(
                                                    "UPGRADE:1",
                                                    "account:1",
                                                    20,
                                                    "%032d".formatted(2),
                                                    "DONE",
                                                    "status",
                                                    ""))));
            tables.commit();
            tables.merge(List.of(reading(2, 20, "DONE")), OFFSETS);
            assertThat(tables.changes()).isEqualTo(new Changes(Set.of(), List.of()));
        }
    }

    private static void write(Tables tables, EventLine... events) throws Exception {
        tables.merge(List.of(events), OFFSETS);
        tables.commit();
    }

    private Database database() {
        try {
            return Database.start(folder);
        } catch (StackStartException e) {
            return abort(e.sentence()); // such as root without user namespaces
        }
    }

    private static EventLine reading(int id, long at, String outcome) {
        return new EventLine(
                "imei:1",
                "%032d".formatted(id),
                at,
                at,
                "t",
                0,
                0,
                0,
                new EventLine.Reading("UPGRADE:1", "account:1", outcome, "status", ""),
                "00ff");
    }

    private static List<String> query(Database database, String query) throws Exception {
        var lines = new ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                lines.add(rows.getString(1) + " " + rows.getString(2));
            }
        }
        return lines;
    }
}
