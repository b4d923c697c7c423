package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.Json;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Step two of signing in: POST /session/login, a user and password for a session token. */
@Controller("/api/m2m/v1/session")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

    private final Sessions sessions;
    private final Switches switches;

    SessionController(Sessions sessions, Switches switches) {
        this.sessions = sessions;
        this.switches = switches;
    }

    /** Code and status of a refused login are not documented; the class of the code is. */
    @Post("/login")
    HttpResponse<byte[]> login(@Body byte @Nullable [] body) {
        var login = Json.lenient(body);
        if (!login.path("username").isTextual() || !login.path("password").isTextual()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.RequestUndefined", "username and password are required.");
        }
        return sessions.login(login.path("username").asText(), login.path("password").asText())
                .<HttpResponse<byte[]>>map(token -> Answers.ok(Map.of("sessionToken", token)))
                .orElseGet(this::refused);
    }

    private HttpResponse<byte[]> refused() {
        var status = switches.quirks().refusedLoginStatus();
        return sessions.isLocked()
                ? ThingSpaceErrors.m2m(
                        status,
                        "REQUEST_FAILED.Login.Locked",
                        "The user is locked after five failed logins.")
                : ThingSpaceErrors.m2m(
                        status,
                        "INPUT_INVALID.Login.Invalid",
                        "The user name or password is not valid.");
    }
}
