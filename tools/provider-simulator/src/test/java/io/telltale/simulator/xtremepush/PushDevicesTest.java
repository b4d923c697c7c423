package io.telltale.simulator.xtremepush;

import static io.telltale.simulator.RunningSimulator.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushDevicesTest {

    private static final String PATH = "/api/external/list/push-devices";

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersTheSeedsRequestToTheLetter() {
        var answer = post(fixture("xtremepush/push-devices.request.json").toString());

        assertThat(answer.text())
                .isEqualTo(fixture("xtremepush/push-devices.response.json").toString());
    }

    @Test
    void the405And400And401AreInTheEnvelope() {
        assertThat(simulator.get(PATH).body().path("code").asInt()).isEqualTo(405);
        assertThat(simulator.get(PATH).status()).isEqualTo(405);
        assertThat(post("{}").body().path("code").asInt()).isEqualTo(400);
        var wrong = post("{\"apptoken\":\"wrong\"}");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("success").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"device_id\",\"=\",7039393] | 3",
                "[\"device_id\",\"!=\",7039393] | 3",
                "[\"create_time\",\">\",1480674210] | 2",
                "[\"create_time\",\">=\",1480674210] | 3",
                "[\"create_time\",\"<\",1474450109] | 1",
                "[\"create_time\",\"<=\",\"1474450109\"] | 2",
                "[\"error_message\",\"IN\",[\"Not personalized\",\"DEVICE_UNREGISTERED\"]] | 3",
                "[\"device_id\",\"NOT IN\",[7039393,3941948]] | 2",
            })
    void filtersByEveryOperator(String condition, int rows) {
        assertThat(query("\"condition\":[%s]".formatted(condition)).body().path("data"))
                .hasSize(rows);
    }

    @Test
    void takesTheObjectFormOfAConditionToo() {
        var answer =
                query(
                        "\"condition\":{\"operator\":\"OR\","
                                + "\"0\":[\"device_id\",\"=\",3941948],"
                                + "\"1\":[\"device_id\",\"=\",17186391]}");

        assertThat(answer.body().path("data")).hasSize(3);
    }

    @Test
    void ordersAndPages() {
        var page = query("\"select\":[\"id\"],\"order\":[\"id ASC\"],\"limit\":2,\"offset\":3");

        assertThat(page.body().path("data").toString()).isEqualTo("[{\"id\":4},{\"id\":5}]");
    }

    @Test
    void keepsToTheLimitsInForce() {
        simulator.quirks("{\"pushDefaultLimit\":1,\"pushMaximumLimit\":2}");

        assertThat(query("\"offset\":0").body().path("data")).hasSize(1);
        assertThat(query("\"limit\":5").body().path("data")).hasSize(2);
    }

    @Test
    void refusesUnknownColumnsAndOperators() {
        assertThat(query("\"select\":[\"colour\"]").status()).isEqualTo(400);
        assertThat(query("\"condition\":[[\"id\",\"~\",1]]").status()).isEqualTo(400);
        assertThat(query("\"order\":[\"id SIDEWAYS\"]").status()).isEqualTo(400);
        assertThat(query("\"limit\":-1").status()).isEqualTo(400);
    }

    @Test
    void theLedgerHasEachRowOnce() {
        query("\"limit\":2");
        query("\"limit\":50");

        assertThat(simulator.ledger())
                .hasSize(6)
                .allMatch(row -> row.path("system").asText().equals("xtremepush"));
    }

    private Answer query(String members) {
        return post("{\"apptoken\":\"demo-apptoken\",%s}".formatted(members));
    }

    private Answer post(String body) {
        return simulator.post(PATH, body, "Content-Type", "application/json");
    }
}
