package io.telltale.simulator.xtremepush;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushQuirksTest {

    private static final String ALL =
            ",\"select\":[\"id\",\"action_id\",\"campaign_id\",\"create_time\",\"device_id\","
                    + "\"profile_id\",\"error\",\"error_message\",\"message\"]";

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data, Map.of("TELLTALE_SIMULATOR_FLEET", "check"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersNewestFirst_unlessAnotherOrderIsRequested() {
        var newest = ids("");
        simulator.quirks("{\"pushDefaultOrder\":\"oldestFirst\"}");
        var oldest = ids("");

        assertThat(newest).hasSize(50).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(oldest).hasSize(50).isSorted();
        assertThat(oldest.getFirst()).isLessThan(newest.getLast());
    }

    @Test
    void anOrderIsTakenIgnoredOrRefused() {
        var order = ",\"order\":[\"id ASC\"]";
        var taken = ids(order);
        simulator.quirks("{\"pushOrder\":\"ignored\"}");
        var ignored = ids(order);
        simulator.quirks("{\"pushOrder\":\"refused\"}");

        assertThat(taken).isSorted();
        assertThat(ignored).isEqualTo(ids(""));
        assertThat(query(order).status()).isEqualTo(400);
    }

    @Test
    void throttlesInsideASuccess() {
        simulator.quirks("{\"pushThrottlesInside200\":1}");

        var answer = query("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("code").asInt()).isEqualTo(429);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void ordersBySeveralColumns() {
        var rows =
                query(
                                ",\"select\":[\"campaign_id\",\"device_id\",\"id\"],\"limit\":1000,"
                                        + "\"order\":[\"campaign_id DESC\",\"device_id\"]")
                        .body()
                        .path("data");

        var keys = new ArrayList<String>();
        rows.forEach(row ->
                keys.add(
                        "%09d %012d"
                                .formatted(
                                        999_999_999 - row.path("campaign_id").asLong(),
                                        row.path("device_id").asLong())));
        assertThat(keys).hasSize(1_000).isSorted();
    }

    @Test
    void aHighLimitIsClamped_orRefused() {
        assertThat(query(",\"limit\":5000").body().path("data")).hasSize(1_000);
        simulator.quirks("{\"pushRefusesHighLimit\":true}");
        assertThat(query(",\"limit\":5000").status()).isEqualTo(400);
        assertThat(query(",\"limit\":1000").status()).isEqualTo(200);
    }

    @Test
    void pagesShift_whenRowsAreInsertedBetweenThem() {
        var first = ids("");
        simulator.clock().move(Duration.ofSeconds(5));
        var second = ids(",\"offset\":50");

        assertThat(second).containsAnyElementsOf(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"campaign_id\",\"=\",501001],[\"error\",\"=\",1]]",
                "{\"operator\":\"AND\",\"0\":[\"campaign_id\",\"=\",501001],\"1\":[\"error\",\"=\",1]}",
                "{\"0\":{\"operator\":\"OR\",\"0\":[\"campaign_id\",\"=\",501001],"
                        + "\"1\":[\"campaign_id\",\"=\",1]},\"1\":[\"error\",\"=\",1]}",
                "{\"operator\":\"AND\",\"0\":[[\"campaign_id\",\"IN\",[501001]],"
                        + "[\"error\",\"NOT IN\",[0]]]}"
            })
    void aConditionMayBeWrittenInEveryForm(String condition) {
        var rows = query(",\"condition\":" + condition + ALL).body().path("data");

        assertThat(rows).hasSize(50);
        assertThat(rows)
                .allMatch(row -> row.path("campaign_id").asInt() == 501_001)
                .allMatch(row -> row.path("error").asInt() == 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"colour\",\"=\",1]]",
                "[[\"id\",\"LIKE\",1]]",
                "[[\"id\",\"=\"]]",
                "[[\"id\",\"IN\",1]]",
                "{\"operator\":\"XOR\",\"0\":[\"id\",\"=\",1]}",
                "{\"operator\":\"AND\",\"first\":[\"id\",\"=\",1]}",
                "\"id = 1\""
            })
    void refusesAConditionItDoesNotKnow(String condition) {
        var answer = query(",\"condition\":" + condition);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
        assertThat(answer.body().path("code").asInt()).isEqualTo(400);
        assertThat(answer.body().path("errors")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"inTurn,true,true", "null,true,false", "leftOut,false,true"})
    void whatARowDoesNotHaveIsNullOrLeftOut(String quirk, boolean nulls, boolean missing) {
        simulator.quirks("{\"pushAbsentMembers\":\"%s\"}".formatted(quirk));
        var rows = query(",\"condition\":[[\"error\",\"=\",0]]" + ALL).body().path("data");
        var messages = new ArrayList<JsonNode>();
        rows.forEach(row -> messages.add(row.path("error_message")));

        assertThat(messages.stream().anyMatch(JsonNode::isNull)).isEqualTo(nulls);
        assertThat(messages.stream().anyMatch(JsonNode::isMissingNode)).isEqualTo(missing);
        assertThat(messages).allMatch(each -> each.isNull() || each.isMissingNode());
    }

    @Test
    void idsMayBeText() {
        simulator.quirks("{\"pushIdsAsText\":true}");
        var row = query(ALL).body().at("/data/0");

        assertThat(List.of("id", "action_id", "campaign_id"))
                .allMatch(name -> row.path(name).isTextual());
        assertThat(row.path("create_time").isIntegralNumber()).isTrue();
        assertThat(row.path("error").isIntegralNumber()).isTrue();
    }

    @Test
    void aFailureMayComeInside200_withoutARowInTheLedger() {
        simulator.quirks("{\"pushFailsInside200\":1}");
        var answer = query("");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
        assertThat(answer.body().has("data")).isFalse();
        assertThat(simulator.ledger()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void everyQueryMayBeRefused(int status) {
        simulator.quirks("{\"pushRefusesWith\":%d}".formatted(status));
        var answer = query("");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").asInt()).isEqualTo(status);
        assertThat(answer.body().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void theLedgerHoldsRowsAsTheyWereSelected_andOnceMoreWhenTheyChange() {
        query(",\"select\":[\"id\",\"error\"]");
        query(",\"select\":[\"id\",\"error\"]");
        var once = simulator.ledger();
        query(",\"select\":[\"id\"]");

        assertThat(once).hasSize(50).allMatch(row -> row.path("fact").size() == 2);
        assertThat(simulator.ledger()).hasSize(100);
    }

    private List<Long> ids(String members) {
        var ids = new ArrayList<Long>();
        query(",\"select\":[\"id\"]" + members)
                .body()
                .path("data")
                .forEach(row -> ids.add(row.path("id").asLong()));
        return ids;
    }

    private Answer query(String members) {
        return simulator.post(
                "/api/external/list/push-devices",
                "{\"apptoken\":\"check-1-apptoken\"%s}".formatted(members),
                "Content-Type",
                "application/json");
    }
}
