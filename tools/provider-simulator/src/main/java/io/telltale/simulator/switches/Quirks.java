package io.telltale.simulator.switches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.settings.FleetKind;
import io.telltale.simulator.settings.SimulatorSettings;
import io.telltale.simulator.switches.GraphQuirks.GraphCommandForm;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How the providers behave where their documentation is silent or contradicts itself, by system.
 * Outside, all of them are members of one flat JSON object.
 */
public record Quirks(
        WireQuirks wire,
        SignInQuirks signIn,
        CampaignQuirks campaign,
        QueueQuirks queue,
        HistoryQuirks history,
        CallbackQuirks callback,
        PushQuirks push,
        GraphQuirks graph) {

    /** Three months, as ThingSpace keeps its SMS history. */
    private static final Duration HORIZON = Duration.ofDays(90);

    /**
     * The published examples' own behaviour; histories that live have the real horizon, and are
     * sent twice only by a fault, and commands that live have all documented forms.
     */
    static Quirks initially(SimulatorSettings settings) {
        var still = settings.fleet() == FleetKind.STILL && settings.devices() == 0;
        return new Quirks(
                WireQuirks.INITIAL,
                SignInQuirks.INITIAL,
                CampaignQuirks.INITIAL,
                QueueQuirks.INITIAL,
                HistoryQuirks.initial(settings.fleet().isOfGivenLife() ? HORIZON : null, still),
                CallbackQuirks.initial(settings.anyCallbackPort()),
                PushQuirks.INITIAL,
                GraphQuirks.initial(still ? GraphCommandForm.WRAPPED : GraphCommandForm.IN_TURN));
    }

    ObjectNode flat() {
        var flat = JsonNodeFactory.instance.objectNode();
        Stream.of(wire, signIn, campaign, queue, history, callback, push, graph)
                .forEach(group -> flat.setAll(SimulatorJson.object(group)));
        return flat;
    }

    /**
     * Reads what {@link #flat} writes.
     *
     * @throws JsonProcessingException when a value does not fit
     */
    static Quirks ofFlat(ObjectNode flat) throws JsonProcessingException {
        return new Quirks(
                group(flat, WireQuirks.class),
                group(flat, SignInQuirks.class),
                group(flat, CampaignQuirks.class),
                group(flat, QueueQuirks.class),
                group(flat, HistoryQuirks.class),
                group(flat, CallbackQuirks.class),
                group(flat, PushQuirks.class),
                group(flat, GraphQuirks.class));
    }

    private static <R extends Record> R group(ObjectNode flat, Class<R> type)
            throws JsonProcessingException {
        var group = JsonNodeFactory.instance.objectNode();
        for (var member : type.getRecordComponents()) {
            group.set(member.getName(), flat.path(member.getName()));
        }
        return SimulatorJson.fit(group, type);
    }
}
