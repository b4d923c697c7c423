package io.telltale.simulator.xtremepush.pushes;

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
import io.telltale.simulator.xtremepush.XtremepushAnswers;
import io.telltale.simulator.xtremepush.signin.XtremepushProvider;
import org.jspecify.annotations.Nullable;

/** Pushes to single devices: POST /api/external/list/push-devices. */
@Controller("/api/external/list/push-devices")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record PushDevicesController(
        XtremepushProvider access, PushFacts facts, Switches switches, SimulatorSettings settings) {

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var quirks = switches.quirks().push();
        if (quirks.pushRefusesWith() != 0) {
            return XtremepushAnswers.failure(quirks.pushRefusesWith(), "The call is refused");
        }
        var asked = SimulatorJson.lenient(body);
        var owner = access.project(request, asked);
        var number = RequestNumber.of(request);
        var random = SeededRandom.of(settings.seed(), 5, number);
        if (SeededRandom.happens(random, quirks.pushFailsInside200())) {
            return XtremepushAnswers.failure(200, "The query could not be run");
        }
        if (SeededRandom.happens(random, quirks.pushThrottlesInside200())) {
            return XtremepushAnswers.throttledInside200();
        }
        var query = PushListQuery.of(asked, quirks);
        return XtremepushAnswers.data(facts.answered(owner.project(), query, number));
    }
}
