package io.telltale.simulator.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The condition of a query as a test of rows.
 *
 * <p>Written as {@code [["column", "operator", value], …]}, all of which must hold, or as {@code
 * {"operator": "AND", "0": […], "1": […]}}, which other clients send and which may nest.
 */
final class Condition {

    private Condition() {}

    /**
     * Reads a condition; an absent one holds for every row.
     *
     * @throws WrongQuery when it has neither form, or an unknown column or operator
     */
    static Predicate<JsonNode> of(JsonNode condition) {
        if (condition.isMissingNode() || condition.isNull()) {
            return _ -> true;
        }
        if (condition.isObject()) {
            return group(condition);
        }
        if (!condition.isArray()) {
            throw new WrongQuery("condition must be an array or an object");
        }
        return condition.path(0).isTextual() ? comparison(condition) : all(members(condition));
    }

    private static Predicate<JsonNode> group(JsonNode group) {
        var operator = group.path("operator").asText("AND");
        var members = new ArrayList<Predicate<JsonNode>>();
        group.properties().stream()
                .filter(member -> !member.getKey().equals("operator"))
                .forEach(member -> members.add(of(member.getValue())));
        return switch (operator) {
            case "AND" -> all(members);
            case "OR" -> row -> members.stream().anyMatch(member -> member.test(row));
            default -> throw new WrongQuery("unknown operator " + operator);
        };
    }

    private static List<Predicate<JsonNode>> members(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(Condition::of).toList();
    }

    private static Predicate<JsonNode> all(List<Predicate<JsonNode>> members) {
        return row -> members.stream().allMatch(member -> member.test(row));
    }

    private static Predicate<JsonNode> comparison(JsonNode triple) {
        if (triple.size() != 3) {
            throw new WrongQuery("a condition must be [column, operator, value]");
        }
        var column = Column.of(triple.get(0).asText());
        var value = triple.get(2);
        return switch (triple.get(1).asText()) {
            case "=" -> row -> same(column.in(row), value);
            case "!=" -> row -> !same(column.in(row), value);
            case ">" -> row -> Column.VALUES.compare(column.in(row), value) > 0;
            case ">=" -> row -> Column.VALUES.compare(column.in(row), value) >= 0;
            case "<" -> row -> Column.VALUES.compare(column.in(row), value) < 0;
            case "<=" -> row -> Column.VALUES.compare(column.in(row), value) <= 0;
            case "IN" -> row -> isOneOf(column.in(row), value);
            case "NOT IN" -> row -> !isOneOf(column.in(row), value);
            default -> throw new WrongQuery("unknown operator " + triple.get(1));
        };
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNull() == other.isNull() && Column.VALUES.compare(one, other) == 0;
    }

    private static boolean isOneOf(JsonNode one, JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .anyMatch(value -> same(one, value));
    }
}
