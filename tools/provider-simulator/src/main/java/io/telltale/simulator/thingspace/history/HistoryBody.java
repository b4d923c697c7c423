package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.sms.SmsEvent;
import io.telltale.simulator.switches.HistoryQuirks;
import io.telltale.simulator.switches.HistoryQuirks.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a history's callback, in the form that the quirks choose. */
final class HistoryBody {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private HistoryBody() {}

    /**
     * The members of a history.
     *
     * @param device as it is named; null where it is not
     */
    static ObjectNode of(@Nullable DeviceId device, List<SmsEvent> events, HistoryQuirks quirks) {
        var capitals = quirks.historyNames() == Names.CAPITALS;
        var rows = NODES.arrayNode();
        events.forEach(event ->
                rows.add(SimulatorJson.renamed(event, name -> capitals ? capital(name) : name)));
        var history = NODES.objectNode();
        if (device != null) {
            history.set("deviceId", SimulatorJson.tree(device));
        }
        history.set(
                capitals ? "SmsEvents" : "smsEvents",
                quirks.singleEventAsObject() && rows.size() == 1 ? rows.get(0) : rows);
        var response = NODES.objectNode();
        response.set(
                "smsEventHistoryResponse",
                quirks.historyAsArray() ? NODES.arrayNode().add(history) : history);
        return NODES.objectNode().set("deviceResponse", response);
    }

    /** As in the page's table: all with a capital except two. */
    private static String capital(String name) {
        return switch (name) {
            case "timestamp" -> "TimeStamp";
            case "encoding", "deliveryStatus" -> name;
            default -> SimulatorJson.capital(name);
        };
    }
}
