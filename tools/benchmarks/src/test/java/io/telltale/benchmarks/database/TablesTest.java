package io.telltale.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.telltale.localstack.run.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TablesTest {

    private static final Map<TopicPartition, Long> OFFSETS =
            Map.of(new TopicPartition("device.status.v1", 0), 7L);

    @TempDir private Path folder;

    @Test
    void countsEveryDeviceOnce_whereItStandsLast_whateverComesTwiceOrLate() throws Exception {
        try (var database = database();
                var tables = new Tables(database.connect())) {
            tables.write(List.of(reading(1, 10, "PENDING"), reading(2, 20, "DONE")), OFFSETS);
            tables.write(List.of(reading(3, 30, "FAILED"), reading(1, 10, "PENDING")), OFFSETS);
            tables.write(List.of(reading(4, 15, "RUNNING")), OFFSETS);

            assertThat(tables.isConsistent()).isTrue();
            assertThat(query(database, "SELECT outcome, devices FROM campaign_counts ORDER BY 1"))
                    .containsExactly("DONE 0", "FAILED 1");
            assertThat(query(database, "SELECT events, last_seen_at FROM counters"))
                    .containsExactly("4 30");
            assertThat(query(database, "SELECT topic, next_offset FROM offsets"))
                    .containsExactly("device.status.v1 7");
        }
    }

    private Database database() {
        try {
            return Database.start(folder);
        } catch (Refusal refusal) {
            return abort(refusal.sentence()); // such as root without user namespaces
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
                new EventLine.Reading("UPGRADE:1", "account:1", outcome, "word", ""),
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
