package io.telltale.simulator.thingspace.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.sms.SmsEvent;
import io.telltale.simulator.switches.HistoryQuirks;
import io.telltale.simulator.switches.HistoryQuirks.Names;
import java.util.List;
import java.util.Locale;
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
        events.forEach(event -> rows.add(capitals ? capitals(event) : SimulatorJson.tree(event)));
        JsonNode written = quirks.singleEventAsObject() && rows.size() == 1 ? rows.get(0) : rows;
        var history = NODES.objectNode();
        if (device != null) {
            history.set("deviceId", SimulatorJson.tree(device));
        }
        history.set(capitals ? "SmsEvents" : "smsEvents", written);
        var response = NODES.objectNode();
        response.set(
                "smsEventHistoryResponse",
                quirks.historyAsArray() ? NODES.arrayNode().add(history) : history);
        var members = NODES.objectNode();
        members.set("deviceResponse", response);
        return members;
    }

    /** As the page's table: all with a capital but two. */
    private static ObjectNode capitals(SmsEvent event) {
        var written = NODES.objectNode();
        SimulatorJson.tree(event)
                .properties()
                .forEach(member -> written.set(capital(member.getKey()), member.getValue()));
        return written;
    }

    private static String capital(String name) {
        return switch (name) {
            case "timestamp" -> "TimeStamp";
            case "encoding", "deliveryStatus" -> name;
            default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
    }
}
