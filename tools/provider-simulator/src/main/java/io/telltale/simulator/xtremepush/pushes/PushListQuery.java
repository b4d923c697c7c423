package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.scenario.push.PushListRow;
import io.telltale.simulator.switches.PushQuirks;
import io.telltale.simulator.wire.RefusedException;
import io.telltale.simulator.xtremepush.XtremepushAnswers;
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
record PushListQuery(
        Predicate<PushListRow> condition,
        List<Column> select,
        SortOrder order,
        int limit,
        int offset) {

    /** Those of the documented answer. */
    private static final List<Column> USUAL =
            List.of(
                    Column.ACTION_ID,
                    Column.CAMPAIGN_ID,
                    Column.CREATE_TIME,
                    Column.DEVICE_ID,
                    Column.ERROR_MESSAGE);

    /**
     * Reads a request's body.
     *
     * @throws RefusedException when a member is not as the service expects it
     */
    static PushListQuery of(JsonNode body, PushQuirks quirks) {
        return new PushListQuery(
                Condition.of(body.path("condition")),
                select(body.path("select")),
                order(body.path("order"), quirks),
                limit(body, quirks),
                number(body, "offset", 0));
    }

    /** The refusal of a query that is not as the service expects it. */
    static RefusedException invalid(String message) {
        return new RefusedException(XtremepushAnswers.failure(400, message));
    }

    /** The rows of this page. */
    List<PushListRow> page(List<PushListRow> rows) {
        return order.of(rows, condition).skip(offset).limit(limit).toList();
    }

    private static List<Column> select(JsonNode select) {
        var names = new TreeSet<>(texts(select, "select"));
        return names.isEmpty() ? USUAL : names.stream().map(Column::of).toList();
    }

    private static SortOrder order(JsonNode order, PushQuirks quirks) {
        var columns = texts(order, "order");
        var usual = SortOrder.byDefault(quirks.pushDefaultOrder());
        if (columns.isEmpty()) {
            return usual;
        }
        return switch (quirks.pushOrder()) {
            case ACCEPTED -> SortOrder.of(columns);
            case IGNORED -> usual;
            case REFUSED -> throw invalid("unknown member order");
        };
    }

    private static int limit(JsonNode body, PushQuirks quirks) {
        var limit = number(body, "limit", quirks.pushDefaultLimit());
        if (limit > quirks.pushMaximumLimit() && quirks.pushRefusesHighLimit()) {
            throw invalid("limit must be at most " + quirks.pushMaximumLimit());
        }
        return Math.min(limit, quirks.pushMaximumLimit());
    }

    private static int number(JsonNode body, String name, int fallback) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.canConvertToInt() || value.asInt() < 0) {
            throw invalid(name + " must be a number, 0 or more");
        }
        return value.asInt();
    }

    private static List<String> texts(JsonNode array, String name) {
        if (array.isMissingNode() || array.isNull()) {
            return List.of();
        }
        if (!array.isArray()) {
            throw invalid(name + " must be an array");
        }
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
