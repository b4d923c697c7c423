package io.telltale.simulator.graph.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.command.CommandOrder;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.switches.GraphQuirks.GraphCommandForm;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RefusedException;
import io.telltale.simulator.wire.RequestNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands of the signed-in account: sending them, and reading them and the answers of apps.
 *
 * <p>{@code command} stands for {@code commands}, and the last segment may be in any case, since
 * the provider's own pages and clients differ in both.
 */
@Controller("/beta/me/devices/{deviceId}/{segment:commands?}")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record CommandController(
        Fleet fleet,
        GraphFacts facts,
        PostedCommands posted,
        Switches switches,
        GraphErrors errors) {

    private static final List<GraphCommandForm> TURNS =
            List.of(GraphCommandForm.WRAPPED, GraphCommandForm.BARE, GraphCommandForm.NULL_TEXT);

    /** The answer has nothing but the command's id, status and payload. */
    @Post
    HttpResponse<byte[]> send(
            @PathVariable String deviceId,
            @PathVariable String segment,
            @Body byte @Nullable [] body) {
        if (!fleet.graph().has(deviceId)) {
            return errors.notFound("The device was not found.");
        }
        var asked = SimulatorJson.lenient(body);
        if (!isComplete(asked)) {
            return errors.badRequest("The command is not complete.");
        }
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
                new GraphAccount.Command(
                        order.id(), "requesting", null, null, null, null, null, null, payload));
    }

    @Get("/{commandId}")
    HttpResponse<byte[]> command(
            HttpRequest<?> request,
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId) {
        var number = RequestNumber.of(request);
        var form = switches.quirks().graph().graphCommandForm();
        var command = facts.answered(sent(deviceId, commandId), false, number);
        return JsonResponses.ok(formed((ObjectNode) command, form, number));
    }

    /** The answer of the app; 404 before there is one, which is unconfirmed. */
    @Get("/{commandId}/{part:[rR][eE][sS][pP][oO][nN][sS][eE][pP][aA][yY][lL][oO][aA][dD]}")
    HttpResponse<byte[]> responsePayload(
            HttpRequest<?> request,
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId,
            @PathVariable String part) {
        var sent = sent(deviceId, commandId);
        if (!sent.isAnswered()) {
            return errors.notFound("There is no response payload.");
        }
        return sent.hasPayload()
                ? JsonResponses.ok(facts.answered(sent, true, RequestNumber.of(request)))
                : HttpResponse.ok();
    }

    private Sent sent(String deviceId, String commandId) {
        if (facts.isClosed(commandId)) {
            throw new RefusedException(errors.unauthenticated());
        }
        return facts.command(deviceId, commandId)
                .orElseThrow(
                        () -> new RefusedException(errors.notFound("The command was not found.")));
    }

    private static Object formed(ObjectNode command, GraphCommandForm form, long request) {
        return switch (form) {
            case IN_TURN ->
                    formed(command, TURNS.get(Math.floorMod(request, TURNS.size())), request);
            case WRAPPED -> Map.of("value", command);
            case BARE -> command;
            case NULL_TEXT -> {
                command.properties().stream()
                        .filter(member -> member.getValue().isNull())
                        .forEach(member -> member.setValue(TextNode.valueOf("null")));
                yield command;
            }
            case WRAPPED_ARRAY -> Map.of("value", List.of(command));
        };
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
