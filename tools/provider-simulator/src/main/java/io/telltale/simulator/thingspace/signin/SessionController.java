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
import io.telltale.simulator.thingspace.Owner;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step two of signing in: POST /session/login, a user and password for a session token; also its
 * end and a new password.
 */
@Controller("/api/m2m/v1/session")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {

    private final Sessions sessions;
    private final Owners owners;
    private final Asker asker;
    private final Switches switches;

    SessionController(Sessions sessions, Owners owners, Asker asker, Switches switches) {
        this.sessions = sessions;
        this.owners = owners;
        this.asker = asker;
        this.switches = switches;
    }

    /** The login's answer; the seconds are said only by a switch. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Session(String sessionToken, @Nullable Long expiresIn) {}

    /** Code and status of a refused login are not documented; the class of the code is. */
    @Post("/login")
    HttpResponse<byte[]> login(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var login = SimulatorJson.lenient(body);
        if (!login.path("username").isTextual() || !login.path("password").isTextual()) {
            return ThingSpaceErrors.m2m(
                    "INPUT_INVALID.RequestUndefined", "username and password are required.");
        }
        var owner =
                owners.byUsername(login.path("username").asText())
                        .filter(user -> asker.own(request, user.account()).isPresent());
        return owner.flatMap(user -> sessions.login(user, login.path("password").asText()))
                .<HttpResponse<byte[]>>map(token -> JsonResponses.ok(answer(token)))
                .orElseGet(() -> refused(owner));
    }

    /** Ends the session that the request was made with. */
    @Post("/logout")
    HttpResponse<byte[]> logout(@Header("VZ-M2M-Token") String token) {
        sessions.end(token);
        return JsonResponses.ok(new Session(token, null));
    }

    /** Gives the signed-in user a new password. */
    @Put("/password/actions/reset")
    HttpResponse<byte[]> reset(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var old = SimulatorJson.lenient(body).path("oldPassword").asText("");
        return owner(request)
                .flatMap(user -> sessions.reset(user, old))
                .<HttpResponse<byte[]>>map(fresh -> JsonResponses.ok(Map.of("newPassword", fresh)))
                .orElseGet(() ->
                        ThingSpaceErrors.m2m(
                                "INPUT_INVALID.Password.Invalid", "oldPassword is not valid."));
    }

    private Optional<Owner> owner(HttpRequest<?> request) {
        return owners.all().stream()
                .filter(user -> asker.own(request, user.account()).isPresent())
                .findFirst();
    }

    private Session answer(String token) {
        return new Session(
                token,
                switches.quirks().signIn().loginSaysExpiresIn()
                        ? Long.valueOf(Sessions.IDLE_LIMIT.toSeconds())
                        : null);
    }

    private HttpResponse<byte[]> refused(Optional<Owner> owner) {
        return owner.filter(sessions::isLocked).isPresent()
                ? ThingSpaceErrors.m2m(
                        "REQUEST_FAILED.Login.Locked",
                        "The user is locked after five failed logins.")
                : ThingSpaceErrors.m2m(
                        "INPUT_INVALID.Login.Invalid", "The user name or password is not valid.");
    }
}
