package io.telltale.simulator.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.switches.Quirks;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A query of {@code list/push-devices}: which rows, which of their columns, in which order, how
 * many.
 *
 * @param select in the order of the answer, which is by name
 */
record Query(
        Predicate<JsonNode> condition,
        List<Column> select,
        Comparator<JsonNode> order,
        int limit,
        int offset) {

    /** Newest first, as in the page's sample. */
    private static final Comparator<JsonNode> NEWEST_FIRST =
            by("create_time").thenComparing(by("id")).reversed();

    private static final List<String> ALL_COLUMNS =
            List.of(
                    "action_id",
                    "campaign_id",
                    "create_time",
                    "device_id",
                    "error",
                    "error_message",
                    "id");

    /**
     * Reads a request's body.
     *
     * @throws WrongQuery when a member is not as the service expects it
     */
    static Query of(JsonNode body, Quirks quirks) {
        var limit = number(body, "limit", quirks.push().pushDefaultLimit());
        return new Query(
                Condition.of(body.path("condition")),
                select(body.path("select")),
                order(body.path("order")),
                Math.min(limit, quirks.push().pushMaximumLimit()),
                number(body, "offset", 0));
    }

    /** The rows of this page, whole. */
    List<JsonNode> page(List<JsonNode> rows) {
        return rows.stream().filter(condition).sorted(order).skip(offset).limit(limit).toList();
    }

    /** A row as it is answered: only the selected columns. */
    ObjectNode selected(JsonNode row) {
        var answer = JsonNodeFactory.instance.objectNode();
        select.stream()
                .filter(column -> row.has(column.name()))
                .forEach(column -> answer.set(column.name(), column.in(row)));
        return answer;
    }

    private static List<Column> select(JsonNode select) {
        var names = new TreeSet<>(texts(select, "select"));
        return (names.isEmpty() ? ALL_COLUMNS : names).stream().map(Column::of).toList();
    }

    private static Comparator<JsonNode> order(JsonNode order) {
        return texts(order, "order").stream()
                .map(Query::oneOrder)
                .reduce(Comparator::thenComparing)
                .orElse(NEWEST_FIRST);
    }

    private static Comparator<JsonNode> oneOrder(String text) {
        var words = text.strip().split("\\s+", 2);
        var comparator = by(words[0]);
        return switch (words.length == 1 ? "ASC" : words[1]) {
            case "ASC" -> comparator;
            case "DESC" -> comparator.reversed();
            default -> throw new WrongQuery("order must be ASC or DESC, was " + text);
        };
    }

    private static Comparator<JsonNode> by(String column) {
        var known = Column.of(column);
        return Comparator.comparing(known::in, Column.VALUES);
    }

    private static int number(JsonNode body, String name, int fallback) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.canConvertToInt() || value.asInt() < 0) {
            throw new WrongQuery(name + " must be a number, 0 or more");
        }
        return value.asInt();
    }

    private static List<String> texts(JsonNode array, String name) {
        if (array.isMissingNode() || array.isNull()) {
            return List.of();
        }
        if (!array.isArray()) {
            throw new WrongQuery(name + " must be an array");
        }
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
