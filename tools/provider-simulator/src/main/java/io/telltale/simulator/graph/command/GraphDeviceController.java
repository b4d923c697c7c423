package io.telltale.simulator.graph.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.command.GraphAccount.Device;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.JsonResponses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.OptionalInt;

/** Devices of the signed-in account, page by page: the next one has an address of its own. */
@Controller("/beta/me/devices")
@ExecuteOn(TaskExecutors.BLOCKING)
record GraphDeviceController(Fleet fleet, Switches switches, GraphErrors errors) {

    private static final String SKIP = "$skiptoken";
    private static final String BEHIND = "device ";

    @Get
    HttpResponse<byte[]> devices(HttpRequest<?> request) {
        var start = start(request.getParameters().get(SKIP, String.class).orElse(""));
        if (start.isEmpty()) {
            return errors.badRequest("The skip token is not valid.");
        }
        var quirks = switches.quirks().graph();
        var devices = fleet.graph().devices();
        var from = Math.min(start.getAsInt(), devices.size());
        var to = Math.min(from + quirks.graphPageSize(), devices.size());
        var answer = new LinkedHashMap<String, Object>();
        if (!quirks.graphCapitalDeviceNames()) {
            answer.put("@odata.context", "https://graph.microsoft.com/v1.0/$metadata#devices");
        }
        answer.put("value", devices.subList(from, to).stream().map(this::device).toList());
        if (to < devices.size()) {
            answer.put("@odata.nextLink", link(request, to));
        }
        return JsonResponses.ok(answer);
    }

    /** On the host that the caller used. */
    private static String link(HttpRequest<?> request, int start) {
        var place = (BEHIND + start).getBytes(StandardCharsets.UTF_8);
        return "http://%s%s?%s=%s"
                .formatted(
                        request.getHeaders().get("Host", String.class).orElse("127.0.0.1"),
                        request.getPath(),
                        SKIP,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(place));
    }

    private static OptionalInt start(String token) {
        if (token.isEmpty()) {
            return OptionalInt.of(0);
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return text.matches(BEHIND + "\\d{1,9}")
                    ? OptionalInt.of(Integer.parseInt(text.substring(BEHIND.length())))
                    : OptionalInt.empty();
        } catch (IllegalArgumentException _) {
            return OptionalInt.empty();
        }
    }

    /** The page's example has capitals in all names but {@code id}; its schema has none. */
    private JsonNode device(Device device) {
        return switches.quirks().graph().graphCapitalDeviceNames()
                ? SimulatorJson.renamed(
                        device, name -> name.equals("id") ? name : SimulatorJson.capital(name))
                : SimulatorJson.tree(device);
    }
}
