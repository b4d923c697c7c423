package io.telltale.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.json.Json;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.GraphAccount;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.RequestNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Devices of the signed-in account, commands sent to them, and what their apps answered.
 *
 * <p>{@code command} stands for {@code commands}, and the last segment may be in any case, since
 * the provider's own pages and clients differ in both.
 */
@Controller("/beta/me/devices")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

    private final GraphAccount account;
    private final Ledger ledger;
    private final Switches switches;
    private final GraphErrors errors;

    DeviceController(Fleet fleet, Ledger ledger, Switches switches, GraphErrors errors) {
        this.account = fleet.graph();
        this.ledger = ledger;
        this.switches = switches;
        this.errors = errors;
    }

    private record Told(String deviceId, GraphAccount.Command command) {}

    @Get
    HttpResponse<byte[]> devices() {
        return Answers.ok(Map.of("value", account.devices().stream().map(this::device).toList()));
    }

    @Get("/{deviceId}/{segment:commands?}/{commandId}")
    HttpResponse<byte[]> command(
            HttpRequest<?> request,
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId) {
        return account.command(deviceId, commandId)
                .<HttpResponse<byte[]>>map(sent -> answer(RequestNumber.of(request), sent))
                .orElseGet(() -> errors.notFound("The command was not found."));
    }

    /** What the app answered; 404 before it has, which is unconfirmed. */
    @Get(
            "/{deviceId}/{segment:commands?}/{commandId}/{part:[rR][eE][sS][pP][oO][nN][sS][eE][pP][aA][yY][lL][oO][aA][dD]}")
    HttpResponse<byte[]> responsePayload(
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId,
            @PathVariable String part) {
        return account.command(deviceId, commandId)
                .map(GraphAccount.Sent::responsePayload)
                .<HttpResponse<byte[]>>map(Answers::ok)
                .orElseGet(() -> errors.notFound("There is no response payload."));
    }

    private HttpResponse<byte[]> answer(long request, GraphAccount.Sent sent) {
        ledger.tell(
                new Source(SystemName.GRAPH, account.name()),
                Channel.POLL,
                request,
                List.of(
                        new Fact(
                                sent.deviceId() + "/" + sent.command().id(),
                                new Told(sent.deviceId(), sent.command()))));
        return Answers.ok(
                switch (switches.quirks().graph().graphCommandForm()) {
                    case WRAPPED -> Map.of("value", sent.command());
                    case BARE -> sent.command();
                    case NULL_TEXT -> withNullText(Json.tree(sent.command()));
                });
    }

    private static ObjectNode withNullText(JsonNode command) {
        var answer = JsonNodeFactory.instance.objectNode();
        command.properties()
                .forEach(member ->
                        answer.set(
                                member.getKey(),
                                member.getValue().isNull()
                                        ? TextNode.valueOf("null")
                                        : member.getValue()));
        return answer;
    }

    /** The page's example has capitals in all names but {@code id}; its schema has none. */
    private JsonNode device(GraphAccount.Device device) {
        var lower = Json.tree(device);
        if (!switches.quirks().graph().graphCapitalDeviceNames()) {
            return lower;
        }
        var answer = JsonNodeFactory.instance.objectNode();
        lower.properties()
                .forEach(member -> answer.set(capital(member.getKey()), member.getValue()));
        return answer;
    }

    private static String capital(String name) {
        return name.equals("id")
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
