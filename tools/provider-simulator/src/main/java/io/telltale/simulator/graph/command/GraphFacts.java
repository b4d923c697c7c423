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
import io.telltale.simulator.scenario.command.CommandCourse;
import io.telltale.simulator.scenario.command.GraphAccount;
import io.telltale.simulator.scenario.command.GraphAccount.Sent;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.switches.Switches;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands and response payloads: which were told, and which would be told now. */
@Singleton
final class GraphFacts implements CurrentFacts {

    private final GraphAccount account;
    private final PostedCommands posted;
    private final Ledger ledger;
    private final Switches switches;
    private final Clock clock;

    GraphFacts(Fleet fleet, PostedCommands posted, Ledger ledger, Switches switches, Clock clock) {
        this.account = fleet.graph();
        this.posted = posted;
        this.ledger = ledger;
        this.switches = switches;
        this.clock = clock;
    }

    private record Told(String deviceId, JsonNode command) {}

    private record ResponseTold(String deviceId, String commandId, JsonNode responsePayload) {}

    /** Whether no token opens the way to a command; the ledger leaves it out. */
    boolean isClosed(String commandId) {
        return commandId.equals(switches.quirks().graph().graphUnauthorizedCommand());
    }

    /** A command as it is now. */
    Optional<Sent> command(String deviceId, String commandId) {
        var now = clock.instant();
        return account.commands()
                .command(deviceId, commandId, now)
                .or(() ->
                        posted.command(commandId)
                                .filter(course -> course.order().deviceId().equals(deviceId))
                                .map(course -> course.at(now)));
    }

    /** Notes a command as it is answered, and gives its members. */
    ObjectNode tell(Sent sent, long request) {
        var command = worded(sent);
        tell(
                SystemName.GRAPH,
                request,
                new Fact(identity(sent), new Told(sent.deviceId(), command)));
        return command;
    }

    /** Notes a response payload as it is answered. */
    void tellPayload(Sent sent, long request) {
        tell(SystemName.GRAPH_RESPONSE, request, new Fact(identity(sent), toldPayload(sent)));
    }

    private void tell(SystemName system, long request, Fact fact) {
        ledger.tell(source(system), Channel.POLL, request, List.of(fact));
    }

    @Override
    public Set<SystemName> systems() {
        return Set.of(SystemName.GRAPH, SystemName.GRAPH_RESPONSE);
    }

    @Override
    public Stream<Current> now() {
        var now = clock.instant();
        return known(now).filter(sent -> !isClosed(sent.command().id())).flatMap(this::facts);
    }

    private Stream<Sent> known(Instant now) {
        return Stream.concat(
                account.commands().known(now),
                posted.all().stream().map((CommandCourse course) -> course.at(now)));
    }

    private Stream<Current> facts(Sent sent) {
        var command =
                new Current(source(SystemName.GRAPH), new Told(sent.deviceId(), worded(sent)));
        return sent.hasPayload()
                ? Stream.of(
                        command, new Current(source(SystemName.GRAPH_RESPONSE), toldPayload(sent)))
                : Stream.of(command);
    }

    private ObjectNode worded(Sent sent) {
        var command = SimulatorJson.object(sent.command());
        if (switches.quirks().graph().graphInlineResponse()) {
            command.set(
                    "responsepayload",
                    sent.hasPayload() ? sent.responsePayload() : NullNode.getInstance());
        }
        return command;
    }

    private static ResponseTold toldPayload(Sent sent) {
        return new ResponseTold(sent.deviceId(), sent.command().id(), sent.responsePayload());
    }

    private static String identity(Sent sent) {
        return sent.deviceId() + "/" + sent.command().id();
    }

    private FactSource source(SystemName system) {
        return new FactSource(system, account.name());
    }
}
