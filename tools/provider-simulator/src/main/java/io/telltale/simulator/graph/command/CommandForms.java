package io.telltale.simulator.graph.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.simulator.switches.GraphQuirks.GraphCommandForm;
import java.util.List;
import java.util.Map;

/** The shapes in which a command is answered. */
final class CommandForms {

    private static final List<GraphCommandForm> TURNS =
            List.of(GraphCommandForm.WRAPPED, GraphCommandForm.BARE, GraphCommandForm.NULL_TEXT);

    private CommandForms() {}

    static Object of(ObjectNode command, GraphCommandForm form, long request) {
        return switch (form) {
            case IN_TURN -> of(command, TURNS.get(Math.floorMod(request, TURNS.size())), request);
            case WRAPPED -> Map.of("value", command);
            case BARE -> command;
            case NULL_TEXT -> withNullText(command);
            case WRAPPED_ARRAY -> Map.of("value", List.of(command));
        };
    }

    private static ObjectNode withNullText(ObjectNode command) {
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
}
