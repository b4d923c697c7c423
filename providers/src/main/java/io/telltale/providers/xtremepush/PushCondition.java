package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.schemas.event.EventLimits;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Which rows are asked for, as Xtremepush writes it: {@code [["column", "operator", value], …]},
 * all of which must hold, or {@code {"operator": "AND", "0": […], "1": […]}}, which may nest. What
 * was given is kept in the form it was given in.
 */
public final class PushCondition {

    /** Every row. */
    public static final PushCondition NONE = new PushCondition(JsonBody.array());

    /** Longest text, in bytes of UTF-8. */
    public static final int LONGEST = 8 * 1024;

    private static final String OPERATOR = "operator";
    private static final int DEEPEST = 8;
    private static final Set<String> JOINS = Set.of("AND", "OR");

    private final JsonNode json;

    private PushCondition(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it has neither form, is longer than 8 KiB or deeper than
     *     8
     */
    public static PushCondition parse(String text) {
        if (EventLimits.exceeds(text, LONGEST)
                || !(JsonBody.parse(text.getBytes(StandardCharsets.UTF_8))
                        instanceof JsonBody.Tree(var root))
                || !(isGroup(root, 1) || isList(root, 1))) {
            throw new IllegalArgumentException(
                    "expected [[\"column\",\"operator\",value],…] or"
                            + " {\"operator\":\"AND\",\"0\":[…],…} of at most 8 KiB, 8 deep");
        }
        return new PushCondition(root);
    }

    private static boolean isPart(JsonNode node, int depth) {
        return depth <= DEEPEST
                && (isComparison(node) || isGroup(node, depth) || isList(node, depth));
    }

    private static boolean isList(JsonNode node, int depth) {
        return node.isArray()
                && !isComparison(node)
                && StreamSupport.stream(node.spliterator(), false)
                        .allMatch(part -> isPart(part, depth + 1));
    }

    private static boolean isGroup(JsonNode node, int depth) {
        return node.isObject()
                && JOINS.contains(node.path(OPERATOR).asText())
                && node.properties().stream()
                        .filter(member -> !member.getKey().equals(OPERATOR))
                        .allMatch(member ->
                                member.getKey().matches("[0-9]{1,4}")
                                        && isPart(member.getValue(), depth + 1));
    }

    /** A column, an operator and a value, or several values for {@code IN}. */
    private static boolean isComparison(JsonNode node) {
        return node.isArray()
                && node.size() == 3
                && node.get(0).isTextual()
                && PushQuery.isColumn(node.get(0).asText())
                && node.get(1).isTextual()
                && node.get(1).asText().matches("[=!<>]{1,2}|[A-Z][A-Z ]{0,15}")
                && JsonMembers.elements(node.get(2)).stream().allMatch(JsonNode::isValueNode);
    }

    /** This one and also that a number is so. */
    public PushCondition and(String column, String operator, long value) {
        var bound = JsonBody.array().add(column).add(operator).add(value);
        if (json instanceof ArrayNode list) {
            return new PushCondition(list.deepCopy().add(bound));
        }
        if (json instanceof ObjectNode group && group.path(OPERATOR).asText().equals("AND")) {
            var more = group.deepCopy();
            more.set(nextNumber(group), bound);
            return new PushCondition(more);
        }
        var both = JsonBody.object().put(OPERATOR, "AND");
        both.set("0", json);
        both.set("1", bound);
        return new PushCondition(both);
    }

    private static String nextNumber(ObjectNode group) {
        return Integer.toString(
                1
                        + group.properties().stream()
                                .filter(member -> !member.getKey().equals(OPERATOR))
                                .mapToInt(member -> Integer.parseInt(member.getKey()))
                                .max()
                                .orElse(-1));
    }

    /** Whether every row is asked for. */
    boolean isNone() {
        return json.isEmpty();
    }

    JsonNode json() {
        return json.deepCopy();
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return JsonBody.text(json);
    }
}
