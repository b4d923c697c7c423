package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {

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
    void isUp() {
        assertThat(simulator.get("/simulator/health").text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void aQuirkThatIsLeftOutGetsItsInitialValue() {
        simulator.quirks("{\"campaignPageSize\":10}");
        simulator.quirks("{\"smsBlockSize\":5}");

        var quirks = simulator.get("/simulator/quirks").body();

        assertThat(quirks.path("campaignPageSize").asInt()).isEqualTo(1_000);
        assertThat(quirks.path("smsBlockSize").asInt()).isEqualTo(5);
        assertThat(quirks.path("anyCallbackPort").asBoolean()).isTrue();
    }

    @Test
    void refusesUnknownOrImpossibleQuirks_andChangesNothing() {
        var before = simulator.get("/simulator/quirks").text();

        assertThat(simulator.put("/simulator/quirks", "{\"lastBlok\":1}").text())
                .contains("lastBlok", "lastBlock");
        assertThat(simulator.put("/simulator/quirks", "{\"smsBlockSize\":101}").text())
                .contains("smsBlockSize must be 1 to 100, was 101");
        assertThat(simulator.put("/simulator/quirks", "{\"lastBlock\":null}").status())
                .isEqualTo(400);
        assertThat(simulator.put("/simulator/quirks", "{\"callbackSources\":null}").text())
                .contains("callbackSources must not be null");
        assertThat(simulator.put("/simulator/quirks", "{\"pushRefusesWith\":300}").text())
                .contains("pushRefusesWith must be 0 or 400 to 599, was 300");
        assertThat(simulator.put("/simulator/quirks", "{\"pushMaximumLimit\":20}").text())
                .contains("pushDefaultLimit must be 1 to 20, was 50");
        assertThat(simulator.put("/simulator/quirks", "{\"slowDelay\":\"-PT1S\"}").text())
                .contains("slowDelay must be a duration, not negative, was PT-1S");
        assertThat(simulator.put("/simulator/quirks", "{\"otherCharset\":1.5}").text())
                .contains("otherCharset must be 0 to 1, was 1.5");
        assertThat(simulator.put("/simulator/quirks", "nonsense").status()).isEqualTo(400);
        assertThat(simulator.get("/simulator/quirks").text()).isEqualTo(before);
    }

    @Test
    void refusesUnknownFaults_namingTheKnown() {
        var answer = simulator.put("/simulator/faults", "{\"slowly\":0.5}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("slowly", "http429", "http500");
        assertThat(simulator.put("/simulator/faults", "{\"http429\":2}").status()).isEqualTo(400);
    }

    @Test
    void faultsComeInEachProvidersShape_withoutARowInTheLedger() {
        simulator.put("/simulator/faults", "{\"http429\":1}");

        var thingSpace = simulator.get("/api/m2m/v1/sms/0000123456-00001/history");
        var xtremepush =
                simulator.post(
                        "/api/external/list/push-devices", "{\"apptoken\":\"demo-apptoken\"}");
        var graph = simulator.get("/beta/me/devices");

        assertThat(thingSpace.status()).isEqualTo(429);
        assertThat(thingSpace.body().at("/fault/code").isTextual()).isTrue();
        assertThat(xtremepush.body().path("code").asInt()).isEqualTo(429);
        assertThat(graph.body().at("/error/code").asText()).isEqualTo("TooManyRequests");
        assertThat(simulator.ledger()).isEmpty();
    }

    @Test
    void aShareOfRequestsFails() {
        simulator.put("/simulator/faults", "{\"http500\":0.5}");
        var failures = 0;
        for (var request = 0; request < 100; request++) {
            failures += simulator.get("/beta/me/devices").status() == 500 ? 1 : 0;
        }

        assertThat(failures).isBetween(30, 70);
    }

    @Test
    void theLedgerHasTheDocumentedMembers() {
        simulator.post("/api/external/list/push-devices", "{\"apptoken\":\"demo-apptoken\"}");

        assertThat(simulator.ledger().getFirst().toString())
                .isEqualTo(
                        "{\"n\":1,\"at\":\"2026-01-01T00:00:00Z\",\"system\":\"xtremepush\","
                                + "\"account\":\"demo\",\"channel\":\"POLL\",\"request\":1,"
                                + "\"fact\":{\"action_id\":21714179,\"campaign_id\":245624,"
                                + "\"create_time\":1485883608,\"device_id\":17186391,"
                                + "\"error_message\":\"Not personalized\"},"
                                + "\"acknowledgedAt\":null}");
    }
}
