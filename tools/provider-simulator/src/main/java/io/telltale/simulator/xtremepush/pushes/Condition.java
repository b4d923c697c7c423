package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.scenario.push.PushListRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

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
     * @throws RefusedException when it has neither form, or an unknown column or operator
     */
    static Predicate<PushListRow> of(JsonNode condition) {
        if (condition.isMissingNode() || condition.isNull()) {
            return _ -> true;
        }
        if (condition.isObject()) {
            return group(condition);
        }
        if (!condition.isArray()) {
            throw PushListQuery.invalid("condition must be an array or an object");
        }
        return condition.path(0).isTextual() ? comparison(condition) : all(members(condition));
    }

    private static Predicate<PushListRow> group(JsonNode group) {
        var operator = group.path("operator").asText("AND");
        var members = new ArrayList<Predicate<PushListRow>>();
        group.properties().stream()
                .filter(member -> !member.getKey().equals("operator"))
                .forEach(member -> members.add(member(member.getKey(), member.getValue())));
        return switch (operator) {
            case "AND" -> all(members);
            case "OR" -> row -> members.stream().anyMatch(member -> member.test(row));
            default -> throw PushListQuery.invalid("unknown operator " + operator);
        };
    }

    private static Predicate<PushListRow> member(String key, JsonNode value) {
        if (key.isEmpty() || !key.chars().allMatch(each -> each >= '0' && each <= '9')) {
            throw PushListQuery.invalid("members of a condition are numbered, was " + key);
        }
        return of(value);
    }

    private static List<Predicate<PushListRow>> members(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(Condition::of).toList();
    }

    private static Predicate<PushListRow> all(List<Predicate<PushListRow>> members) {
        return row -> members.stream().allMatch(member -> member.test(row));
    }

    private static Predicate<PushListRow> comparison(JsonNode triple) {
        if (triple.size() != 3) {
            throw PushListQuery.invalid("a condition must be [column, operator, value]");
        }
        var column = Column.of(triple.get(0).asText());
        var test = test(triple.get(1), triple.get(2));
        return row -> test.holds(column.in(row));
    }

    /** A test of one cell. */
    private interface Test {
        boolean holds(@Nullable Object cell);
    }

    private static Test test(JsonNode operator, JsonNode value) {
        var operand = Operand.of(value);
        return switch (operator.asText()) {
            case "=" -> operand::equalTo;
            case "!=" -> cell -> !operand.equalTo(cell);
            case ">" -> operand::isBelow;
            case ">=" -> cell -> operand.isBelow(cell) || operand.equalTo(cell);
            case "<" -> operand::isAbove;
            case "<=" -> cell -> operand.isAbove(cell) || operand.equalTo(cell);
            case "IN" -> oneOf(value);
            case "NOT IN" -> {
                var within = oneOf(value);
                yield cell -> !within.holds(cell);
            }
            default -> throw PushListQuery.invalid("unknown operator " + operator);
        };
    }

    private static Test oneOf(JsonNode values) {
        if (!values.isArray()) {
            throw PushListQuery.invalid("IN needs an array");
        }
        var operands = StreamSupport.stream(values.spliterator(), false).map(Operand::of).toList();
        return cell -> operands.stream().anyMatch(operand -> operand.equalTo(cell));
    }
}
