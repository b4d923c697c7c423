package io.telltale.simulator.xtremepush;

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
import io.telltale.simulator.json.Json;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.PushProject;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.RequestNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pushes to single devices: POST /api/external/list/push-devices, the token inside the body. */
@Controller("/api/external/list/push-devices")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushDevicesController {

    private final PushProject project;
    private final Credentials credentials;
    private final Ledger ledger;
    private final Switches switches;

    PushDevicesController(Fleet fleet, Credentials credentials, Ledger ledger, Switches switches) {
        this.project = fleet.xtremepush();
        this.credentials = credentials;
        this.ledger = ledger;
        this.switches = switches;
    }

    @Post
    HttpResponse<byte[]> list(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var asked = Json.lenient(body);
        var apptoken = asked.path("apptoken");
        if (!apptoken.isTextual() || apptoken.asText().isEmpty()) {
            return XtremepushAnswers.failure(400, "apptoken is missing");
        }
        if (!credentials.xtremepushApptoken().matches(apptoken.asText())) {
            return XtremepushAnswers.failure(401, "Authentication failed");
        }
        try {
            return answer(RequestNumber.of(request), Query.of(asked, switches.quirks()));
        } catch (WrongQuery e) {
            return XtremepushAnswers.failure(400, String.valueOf(e.getMessage()));
        }
    }

    private HttpResponse<byte[]> answer(long request, Query query) {
        var page = query.page(project.pushes().stream().map(Json::tree).toList());
        ledger.tell(
                new Source(SystemName.XTREMEPUSH, project.name()),
                Channel.POLL,
                request,
                facts(page));
        return XtremepushAnswers.data(page.stream().map(query::selected).toList());
    }

    /** Whole rows, whatever the query selects, so that the ledger does not depend on the caller. */
    private static List<Fact> facts(List<JsonNode> rows) {
        return rows.stream().map(row -> new Fact("push/" + row.path("id").asText(), row)).toList();
    }
}
