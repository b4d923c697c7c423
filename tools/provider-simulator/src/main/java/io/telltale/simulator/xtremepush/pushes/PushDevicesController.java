package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.SeededRandom;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.RequestNumber;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.XtremepushAnswers;
import io.telltale.simulator.xtremepush.signin.Access;
import org.jspecify.annotations.Nullable;

/** Pushes to single devices: POST /api/external/list/push-devices. */
@Controller("/api/external/list/push-devices")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushDevicesController {

    private final Access access;
    private final PushFacts facts;
    private final Switches switches;
    private final long seed;

    PushDevicesController(
            Access access, PushFacts facts, Switches switches, SimulatorSettings settings) {
        this.access = access;
        this.facts = facts;
        this.switches = switches;
        this.seed = settings.seed();
    }

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var refusal = switches.quirks().push().pushRefusesWith();
        if (refusal != 0) {
            return XtremepushAnswers.failure(refusal, "The call is refused");
        }
        var asked = SimulatorJson.lenient(body);
        return switch (access.of(request, asked)) {
            case Access.Result.Open(var owner) -> answer(RequestNumber.of(request), owner, asked);
            case Access.Result.Nothing _ ->
                    XtremepushAnswers.failure(400, "apptoken or bearer is missing");
            case Access.Result.Wrong _ -> XtremepushAnswers.failure(401, "Authentication failed");
        };
    }

    private HttpResponse<byte[]> answer(long request, ProjectOwner owner, JsonNode asked) {
        var quirks = switches.quirks().push();
        var random = SeededRandom.of(seed, 5, request);
        if (random.nextDouble() < quirks.pushFailsInside200()) {
            return XtremepushAnswers.failure(200, "The query could not be run");
        }
        if (random.nextDouble() < quirks.pushThrottlesInside200()) {
            return XtremepushAnswers.throttledInside200();
        }
        try {
            var query = PushListQuery.of(asked, quirks);
            return XtremepushAnswers.data(facts.tell(owner.project(), query, request));
        } catch (InvalidQueryException e) {
            return XtremepushAnswers.failure(400, String.valueOf(e.getMessage()));
        }
    }
}
