package io.telltale.simulator.graph.command;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;

/**
 * Commands of the signed-in account, and what the apps behind them answered.
 *
 * <p>{@code command} stands for {@code commands}, and the last segment may be in any case, since
 * the provider's own pages and clients differ in both.
 */
@Controller("/beta/me/devices/{deviceId}/{segment:commands?}/{commandId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CommandController {

    private final GraphFacts facts;
    private final Switches switches;
    private final GraphErrors errors;

    CommandController(GraphFacts facts, Switches switches, GraphErrors errors) {
        this.facts = facts;
        this.switches = switches;
        this.errors = errors;
    }

    @Get
    HttpResponse<byte[]> command(
            HttpRequest<?> request,
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId) {
        if (facts.isClosed(commandId)) {
            return errors.unauthenticated();
        }
        var number = RequestNumber.of(request);
        var form = switches.quirks().graph().graphCommandForm();
        return facts.command(deviceId, commandId)
                .<HttpResponse<byte[]>>map(sent ->
                        JsonResponses.ok(CommandForms.of(facts.tell(sent, number), form, number)))
                .orElseGet(() -> errors.notFound("The command was not found."));
    }

    /** What the app answered; 404 before it has, which is unconfirmed. */
    @Get("/{part:[rR][eE][sS][pP][oO][nN][sS][eE][pP][aA][yY][lL][oO][aA][dD]}")
    HttpResponse<byte[]> responsePayload(
            HttpRequest<?> request,
            @PathVariable String deviceId,
            @PathVariable String segment,
            @PathVariable String commandId,
            @PathVariable String part) {
        if (facts.isClosed(commandId)) {
            return errors.unauthenticated();
        }
        return facts.command(deviceId, commandId)
                .map(sent -> responsePayload(sent, RequestNumber.of(request)))
                .orElseGet(() -> errors.notFound("The command was not found."));
    }

    private HttpResponse<byte[]> responsePayload(Sent sent, long request) {
        if (!sent.isAnswered()) {
            return errors.notFound("There is no response payload.");
        }
        if (!sent.hasPayload()) {
            return HttpResponse.ok();
        }
        facts.tellPayload(sent, request);
        return JsonResponses.ok(sent.responsePayload());
    }
}
