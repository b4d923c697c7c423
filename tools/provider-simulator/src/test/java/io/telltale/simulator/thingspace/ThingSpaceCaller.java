package io.telltale.simulator.thingspace;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An application that has signed in to the simulated ThingSpace. */
record ThingSpaceCaller(RunningSimulator simulator, String bearer, String session) {

    static ThingSpaceCaller signedIn(RunningSimulator simulator) {
        var bearer = token(simulator, "demo-key:demo-secret").body().path("access_token").asText();
        var session =
                login(simulator, bearer, "demo-password").body().path("sessionToken").asText();
        return new ThingSpaceCaller(simulator, bearer, session);
    }

    static Answer token(RunningSimulator simulator, String keyPair) {
        var basic = Base64.getEncoder().encodeToString(keyPair.getBytes(StandardCharsets.UTF_8));
        return simulator.post(
                "/api/ts/v1/oauth2/token",
                "grant_type=client_credentials",
                "Authorization",
                "Basic " + basic,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    static Answer login(RunningSimulator simulator, String bearer, String password) {
        return simulator.post(
                "/api/m2m/v1/session/login",
                "{\"username\":\"demo-user\",\"password\":\"%s\"}".formatted(password),
                "Authorization",
                "Bearer " + bearer,
                "Content-Type",
                "application/json");
    }

    Answer get(String path) {
        return simulator.get(path, headers());
    }

    Answer post(String path, String body) {
        return simulator.post(path, body, headers());
    }

    Answer delete(String path) {
        return simulator.delete(path, headers());
    }

    Answer put(String path) {
        return simulator.put(path, "", headers());
    }

    Answer queue(String query) {
        return get("/api/m2m/v1/sms/" + RunningSimulator.ACCOUNT + "/history" + query);
    }

    Answer history(String body) {
        return post("/api/m2m/v1/devices/sms/history/actions/list", body);
    }

    Answer listen(String url) {
        return listen("DeviceService", url);
    }

    Answer listen(String service, String url) {
        return post(
                "/api/m2m/v1/callbacks/" + RunningSimulator.ACCOUNT,
                """
                {"name":"%s","url":"%s","username":"string","password":"string"}
                """
                        .formatted(service, url));
    }

    private String[] headers() {
        return new String[] {
            "Authorization",
            "Bearer " + bearer,
            "VZ-M2M-Token",
            session,
            "Content-Type",
            "application/json"
        };
    }
}
