package io.telltale.simulator.graph.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.command.CommandOrder;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.command.GraphAccount.Command;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.wire.JsonResponses;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends a command to a device; the answer names nothing but its id, status and payload. */
@Controller("/beta/me/devices/{deviceId}/{segment:commands?}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SendController {

    private final GraphAccount account;
    private final PostedCommands posted;
    private final GraphErrors errors;

    SendController(Fleet fleet, PostedCommands posted, GraphErrors errors) {
        this.account = fleet.graph();
        this.posted = posted;
        this.errors = errors;
    }

    @Post
    HttpResponse<byte[]> send(
            @PathVariable String deviceId,
            @PathVariable String segment,
            @Body byte @Nullable [] body) {
        if (!account.has(deviceId)) {
            return errors.notFound("The device was not found.");
        }
        var asked = SimulatorJson.lenient(body);
        return isComplete(asked)
                ? send(deviceId, asked)
                : errors.badRequest("The command is not complete.");
    }

    private static boolean isComplete(JsonNode asked) {
        return switch (asked.path("type").asText("").toLowerCase(Locale.ROOT)) {
            case "launchuri" -> asked.at("/payload/uri").isTextual();
            case "appservice" ->
                    asked.path("appServiceName").isTextual()
                            && asked.path("packageFamilyName").isTextual();
            default -> false;
        };
    }

    private HttpResponse<byte[]> send(String deviceId, JsonNode asked) {
        var payload = asked.get("payload");
        var order =
                new CommandOrder(
                        id(),
                        deviceId,
                        asked.path("type").asText(),
                        text(asked, "appServiceName"),
                        text(asked, "packageFamilyName"),
                        text(asked, "permissionTicket"),
                        text(asked, "postBackURI"),
                        payload == null || payload.isNull() ? null : payload);
        posted.send(order);
        return JsonResponses.json(
                201,
                new Command(
                        order.id(),
                        "requesting",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        order.payload()));
    }

    /** The page writes {@code postBackURI} in two ways. */
    private static @Nullable String text(JsonNode asked, String name) {
        return asked.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .filter(member -> member.getValue().isTextual())
                .map(member -> member.getValue().asText())
                .findFirst()
                .orElse(null);
    }

    private static String id() {
        return (UUID.randomUUID().toString() + UUID.randomUUID())
                .replace("-", "")
                .substring(0, 48)
                .toUpperCase(Locale.ROOT);
    }
}
