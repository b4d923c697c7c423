package io.telltale.simulator.control;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CheckPushesTest {

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator =
                RunningSimulator.on(
                        data,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET", "check",
                                "TELLTALE_SIMULATOR_LIFE", "PT5M"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void twoProjectsAreOpenedEachInItsWay() {
        assertThat(simulator.get("/simulator/fleet").body().path("pushProjects").toString())
                .isEqualTo(
                        "[{\"name\":\"check-1\",\"apptoken\":\"check-1-apptoken\","
                                + "\"clientId\":null,\"clientSecret\":null},"
                                + "{\"name\":\"check-2\",\"apptoken\":null,"
                                + "\"clientId\":\"check-2-client\","
                                + "\"clientSecret\":\"check-2-secret\"}]");
    }

    @Test
    void twoThirdsAreThereAtBirth_andTwentyThousandAtTheEnd() {
        var born = simulator.clock().instant();
        var atBirth = rows();
        simulator.clock().move(Duration.ofMinutes(5));
        var atEnd = rows();

        assertThat(atBirth).hasSize(13_400);
        assertThat(atBirth)
                .allMatch(row -> time(row) < born.getEpochSecond())
                .allMatch(row -> time(row) >= born.minus(Duration.ofDays(30)).getEpochSecond());
        assertThat(atEnd).hasSize(20_000);
        assertThat(atEnd.stream().filter(row -> time(row) >= born.getEpochSecond()).count())
                .isBetween(6_600L, 6_750L);
        assertThat(atEnd.stream().map(row -> row.path("campaign_id").asInt()).distinct())
                .hasSize(3);
        assertThat(share(atEnd, row -> row.path("device_id").isNumber())).isBetween(0.88, 0.92);
        assertThat(atEnd)
                .allMatch(row ->
                        row.path("device_id").isNumber() || row.path("profile_id").isNumber());
    }

    @Test
    void someFailAtOnce_someTurnLater_andSomeGo() {
        var seen = new HashMap<Long, JsonNode>();
        var turned = new HashMap<Long, JsonNode>();
        var failed = 0;
        for (var step = 0; step <= 30; step++) {
            for (var row : rows()) {
                var before = seen.put(row.path("id").asLong(), row);
                failed += before == null ? row.path("error").asInt() : 0;
                if (before != null && !before.equals(row)) {
                    turned.put(row.path("id").asLong(), row);
                    assertThat(before.path("error").asInt()).isZero();
                    assertThat(row.path("error").asInt()).isEqualTo(1);
                    assertThat(row.path("error_message").asText()).isNotEmpty();
                }
            }
            simulator.clock().move(Duration.ofSeconds(10));
        }

        assertThat(seen).hasSizeBetween(20_090, 20_100);
        assertThat(failed / 20_100.0).isBetween(0.14, 0.17);
        assertThat(turned.size() / 20_100.0).isBetween(0.04, 0.06);
        assertThat(rows()).hasSize(20_000);
    }

    @Test
    void noTwoRowsAreEqualInWhatNamesThem() {
        simulator.clock().move(Duration.ofMinutes(5));

        var equal =
                rows().stream()
                        .collect(
                                groupingBy(
                                        row ->
                                                List.of(
                                                        row.path("campaign_id"),
                                                        row.path("action_id"),
                                                        row.path("create_time"),
                                                        row.path("device_id").isNumber()
                                                                ? row.path("device_id")
                                                                : row.path("profile_id")),
                                        counting()));

        assertThat(equal).hasSize(20_000);
    }

    @Test
    void aScanAnswersTheStatesRows() {
        simulator.clock().move(Duration.ofMinutes(5));
        for (var offset = 0; offset < 13_400; offset += 1_000) {
            simulator.post(
                    "/api/external/list/push-devices",
                    """
                    {"apptoken":"check-1-apptoken","limit":1000,"offset":%d,"select":["id",\
                    "action_id","campaign_id","create_time","device_id","profile_id","error",\
                    "error_message","message"]}\
                    """
                            .formatted(offset));
        }

        assertThat(simulator.ledger().stream().map(row -> row.path("fact")))
                .containsExactlyInAnyOrderElementsOf(
                        state().stream()
                                .filter(row -> row.path("account").asText().equals("check-1"))
                                .map(row -> row.path("fact"))
                                .toList());
    }

    private List<JsonNode> rows() {
        return state().stream().map(row -> row.path("fact")).toList();
    }

    private List<JsonNode> state() {
        return simulator.lines("/simulator/state?system=xtremepush");
    }

    private static long time(JsonNode row) {
        return row.path("create_time").asLong();
    }

    private static double share(List<JsonNode> rows, Predicate<JsonNode> wanted) {
        return rows.stream().filter(wanted).count() / (double) rows.size();
    }
}
