package io.telltale.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAccountsTest {

    private static final String CLIENT =
            "grant_type=client_credentials&client_id=check-2-client&client_secret=check-2-secret";
    private static final String REFRESH =
            "grant_type=refresh_token&client_id=demo-client&client_secret=demo-client-secret"
                    + "&refresh_token=demo-refresh-token";

    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data, Map.of("TELLTALE_SIMULATOR_FLEET", "check"));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"http429\":1}", "{\"http500\":1}", "{\"expiredSession\":1}"})
    void everyRequestIsLoggedWithItsAccount_alsoWhenItIsRefused(String faults) {
        var push = bearer("/api/oauth/token", CLIENT);
        var graph = bearer("/consumers/oauth2/v2.0/token", REFRESH);
        simulator.faults(faults);
        post("/api/external/list/push-devices", "{\"apptoken\":\"check-1-apptoken\"}");
        post("/api/external/list/push-devices", "{}", "Authorization", push);
        simulator.get("/beta/me/devices", "Authorization", graph);
        post("/api/oauth/token", CLIENT);
        post("/consumers/oauth2/v2.0/token", REFRESH);

        assertThat(accounts())
                .containsExactly(
                        "check-2", "demo", "check-1", "check-2", "demo", "check-2", "demo");
    }

    @Test
    void aStrangersRequestHasNone_andNoTokenIsRemembered() {
        post("/api/external/list/push-devices", "{\"apptoken\":\"wrong\"}");
        simulator.get("/beta/me/devices", "Authorization", "Bearer wrong");
        post("/api/oauth/token", "client_id=stranger");

        assertThat(accounts()).containsExactly("", "", "");
        assertThat(simulator.get("/simulator/requests").text()).doesNotContain("wrong");
    }

    private List<String> accounts() {
        return simulator.lines("/simulator/requests").stream()
                .map(line -> line.path("account").isNull() ? "" : line.path("account").asText())
                .toList();
    }

    private String bearer(String path, String body) {
        return "Bearer " + simulator.post(path, body).body().path("access_token").asText();
    }

    private void post(String path, String body, String... headers) {
        simulator.post(path, body, headers);
    }
}
