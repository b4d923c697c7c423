package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.settings.FleetKind;
import io.telltale.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the providers behave where their documentation is silent or contradicts itself, by system.
 * Outside, all of them are members of one flat JSON object.
 */
public record Quirks(
        @JsonUnwrapped WireQuirks wire,
        @JsonUnwrapped SignInQuirks signIn,
        @JsonUnwrapped CampaignQuirks campaign,
        @JsonUnwrapped QueueQuirks queue,
        @JsonUnwrapped HistoryQuirks history,
        @JsonUnwrapped CallbackQuirks callback,
        @JsonUnwrapped PushQuirks push,
        @JsonUnwrapped GraphQuirks graph) {

    /**
     * The initial quirks, flat: those of the resource, which are the published examples' own.
     * Living fleets send histories twice only by a fault, and have all documented forms of a
     * command; the fleets of checks have ThingSpace's history of three months.
     */
    static ObjectNode initial(SimulatorSettings settings) {
        try (var resource = Quirks.class.getResourceAsStream("/quirks.json")) {
            var quirks =
                    SimulatorJson.read(
                            Objects.requireNonNull(resource, "quirks.json").readAllBytes(),
                            ObjectNode.class);
            quirks.put("anyCallbackPort", settings.anyCallbackPort());
            if (settings.fleet() != FleetKind.STILL) {
                quirks.put("historyHorizon", Duration.ofDays(90).toString());
            }
            if (settings.fleet() != FleetKind.STILL || settings.devices() > 0) {
                quirks.put("redeliverHistory", false).put("graphCommandForm", "inTurn");
            }
            return quirks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with one of the quirks, by its name. */
    Optional<String> fault() {
        return Stream.of(wire, signIn, campaign, queue, history, callback, push, graph)
                .flatMap(group -> Checks.faultOf(group).stream())
                .findFirst()
                .or(push::fault);
    }
}
