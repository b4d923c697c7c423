package io.telltale.simulator.control;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.thingspace.signin.Sessions;
import io.telltale.simulator.wire.JsonResponses;
import java.util.Map;

/** Does what a person at the provider's support would do. */
@Controller("/simulator/users")
@ExecuteOn(TaskExecutors.BLOCKING)
record UserController(Sessions sessions) {

    /** Unlocks a ThingSpace user whose logins failed five times. */
    @Post("/{username}/unlock")
    HttpResponse<byte[]> unlock(@PathVariable String username) {
        sessions.unlock(username);
        return JsonResponses.ok(Map.of("username", username, "locked", false));
    }
}
