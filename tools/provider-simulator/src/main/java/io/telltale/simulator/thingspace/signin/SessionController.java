package io.telltale.simulator.thingspace.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.Owners.Owner;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RefusedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step two of signing in: POST /session/login, a session token for a user and password; also its
 * end and a new password.
 */
@Controller("/api/m2m/v1/session")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record SessionController(Sessions sessions, Owners owners, Asker asker, Switches switches) {

    /** The login's answer; the seconds are there only by a quirk. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Session(String sessionToken, @Nullable Long expiresIn) {}

    /** Code and status of a refused login are not documented; the class of the code is. */
    @Post("/login")
    HttpResponse<byte[]> login(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var login = SimulatorJson.lenient(body);
        if (!login.path("username").isTextual() || !login.path("password").isTextual()) {
            throw ThingSpaceErrors.m2m(
                    "INPUT_INVALID.RequestUndefined", "username and password are required.");
        }
        var owner =
                owners.byUsername(login.path("username").asText())
                        .filter(user -> asker.opens(request, user.account()));
        var token =
                owner.flatMap(user -> sessions.login(user, login.path("password").asText()))
                        .orElseThrow(() -> refused(owner));
        var hasExpiresIn = switches.quirks().signIn().loginSaysExpiresIn();
        var expiresIn = hasExpiresIn ? Long.valueOf(Sessions.IDLE_LIMIT.toSeconds()) : null;
        return JsonResponses.ok(new Session(token, expiresIn));
    }

    /** Ends the session of the request. */
    @Post("/logout")
    HttpResponse<byte[]> logout(@Header("VZ-M2M-Token") String token) {
        sessions.end(token);
        return JsonResponses.ok(new Session(token, null));
    }

    /** Gives the signed-in user a new password. */
    @Put("/password/actions/reset")
    HttpResponse<byte[]> reset(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var old = SimulatorJson.lenient(body).path("oldPassword").asText("");
        return owners.all().stream()
                .filter(user -> asker.opens(request, user.account()))
                .findFirst()
                .flatMap(user -> sessions.reset(user, old))
                .map(fresh -> JsonResponses.ok(Map.of("newPassword", fresh)))
                .orElseThrow(() ->
                        ThingSpaceErrors.m2m(
                                "INPUT_INVALID.Password.Invalid", "oldPassword is not valid."));
    }

    private RefusedException refused(Optional<Owner> owner) {
        return owner.filter(sessions::isLocked).isPresent()
                ? ThingSpaceErrors.m2m(
                        "REQUEST_FAILED.Login.Locked",
                        "The user is locked after five failed logins.")
                : ThingSpaceErrors.m2m(
                        "INPUT_INVALID.Login.Invalid", "The user name or password is not valid.");
    }
}
