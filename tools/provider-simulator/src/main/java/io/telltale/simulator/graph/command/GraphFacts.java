package io.telltale.simulator.graph.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.CurrentFacts;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.FactSource;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands and response payloads as facts. */
@Singleton
record GraphFacts(Fleet fleet, PostedCommands posted, Ledger ledger, Switches switches, Clock clock)
        implements CurrentFacts {

    private record Command(String deviceId, JsonNode command) {}

    private record Payload(String deviceId, String commandId, JsonNode responsePayload) {}

    /** A command as it is now; empty when Graph does not list it. */
    Optional<Sent> command(String deviceId, String commandId) {
        var now = clock.instant();
        return Stream.of(fleet.graph().commands(), posted)
                .flatMap(commands -> commands.command(deviceId, commandId, now).stream())
                .findFirst();
    }

    /** Whether no token opens a command; the ledger leaves it out. */
    boolean isClosed(String commandId) {
        return commandId.equals(switches.quirks().graph().graphUnauthorizedCommand());
    }

    /** Puts a command or its response payload into the ledger, and returns the answer's members. */
    JsonNode answered(Sent sent, boolean payload, long request) {
        var fact = payload ? payload(sent) : command(sent);
        ledger.add(Channel.POLL, request, List.of(fact));
        return payload ? sent.responsePayload() : members(sent);
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.GRAPH, SystemName.GRAPH_RESPONSE);
    }

    @Override
    public Stream<Fact> now() {
        var now = clock.instant();
        return Stream.of(fleet.graph().commands(), posted)
                .flatMap(commands -> commands.known(now))
                .filter(sent -> !isClosed(sent.command().id()))
                .flatMap(sent ->
                        sent.hasPayload()
                                ? Stream.of(command(sent), payload(sent))
                                : Stream.of(command(sent)));
    }

    private Fact command(Sent sent) {
        return fact(SystemName.GRAPH, sent, new Command(sent.deviceId(), members(sent)));
    }

    private Fact payload(Sent sent) {
        return fact(
                SystemName.GRAPH_RESPONSE,
                sent,
                new Payload(sent.deviceId(), sent.command().id(), sent.responsePayload()));
    }

    private Fact fact(SystemName system, Sent sent, Object content) {
        return new Fact(
                new FactSource(system, fleet.graph().name()),
                sent.deviceId() + "/" + sent.command().id(),
                content);
    }

    private ObjectNode members(Sent sent) {
        var command = SimulatorJson.object(sent.command());
        return switches.quirks().graph().graphInlineResponse()
                ? command.set(
                        "responsepayload",
                        sent.hasPayload() ? sent.responsePayload() : NullNode.getInstance())
                : command;
    }
}
