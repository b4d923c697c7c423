package io.telltale.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;

/** Calls Graph as its account's owner. */
final class GraphCaller {

    private final RunningSimulator simulator;
    private String bearer = "";

    GraphCaller(RunningSimulator simulator) {
        this.simulator = simulator;
        signIn();
    }

    /** New tokens by the configured refresh token. */
    JsonNode signIn() {
        var tokens =
                simulator
                        .post(
                                "/consumers/oauth2/v2.0/token",
                                "client_id=demo-client&client_secret=demo-client-secret"
                                        + "&grant_type=refresh_token"
                                        + "&refresh_token=demo-refresh-token")
                        .body();
        bearer = tokens.path("access_token").asText();
        return tokens;
    }

    Answer get(String path) {
        return simulator.get("/beta/me/devices" + path, "Authorization", "Bearer " + bearer);
    }

    Answer post(String path, String body) {
        return simulator.post("/beta/me/devices" + path, body, "Authorization", "Bearer " + bearer);
    }
}
