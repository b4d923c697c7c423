package io.telltale.simulator.thingspace;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.RunningSimulator.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An application that has signed in to the simulated ThingSpace. */
public record ThingSpaceCaller(RunningSimulator simulator, String bearer, String session) {

    public static ThingSpaceCaller signedIn(RunningSimulator simulator) {
        return signedIn(simulator, "demo-key");
    }

    /** The owner of another account than the first. */
    public static ThingSpaceCaller signedIn(RunningSimulator simulator, String key) {
        var bearer = token(simulator, key + ":demo-secret").body().path("access_token").asText();
        var session =
                login(simulator, bearer, key.replace("key", "user"), "demo-password")
                        .body()
                        .path("sessionToken")
                        .asText();
        return new ThingSpaceCaller(simulator, bearer, session);
    }

    public static Answer token(RunningSimulator simulator, String keyPair) {
        var basic = Base64.getEncoder().encodeToString(keyPair.getBytes(StandardCharsets.UTF_8));
        return simulator.post(
                "/api/ts/v1/oauth2/token",
                "grant_type=client_credentials",
                "Authorization",
                "Basic " + basic,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    public static Answer login(RunningSimulator simulator, String bearer, String password) {
        return login(simulator, bearer, "demo-user", password);
    }

    public static Answer login(
            RunningSimulator simulator, String bearer, String username, String password) {
        return simulator.post(
                "/api/m2m/v1/session/login",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password),
                "Authorization",
                "Bearer " + bearer,
                "Content-Type",
                "application/json");
    }

    public Answer get(String path) {
        return simulator.get(path, headers());
    }

    public Answer post(String path, String body) {
        return simulator.post(path, body, headers());
    }

    public Answer delete(String path) {
        return simulator.delete(path, headers());
    }

    public Answer put(String path) {
        return simulator.put(path, "", headers());
    }

    public Answer queue(String query) {
        return get("/api/m2m/v1/sms/" + RunningSimulator.ACCOUNT + "/history" + query);
    }

    public Answer history(String body) {
        return post("/api/m2m/v1/devices/sms/history/actions/list", body);
    }

    public Answer listen(String url) {
        return listen("DeviceService", url);
    }

    public Answer listen(String service, String url) {
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
