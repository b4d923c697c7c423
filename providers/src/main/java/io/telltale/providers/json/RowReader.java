package io.telltale.providers.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the rows of a page one by one, so that an unreadable one does not affect the others. */
public final class RowReader {

    private RowReader() {}

    /**
     * The rows in their order.
     *
     * @param reader makes a row of its members, or throws {@link UnreadableRowException}
     */
    public static <T> List<Row<T>> read(List<JsonNode> nodes, Function<JsonMembers, T> reader) {
        var rows = new ArrayList<Row<T>>(nodes.size());
        for (var node : nodes) {
            rows.add(row(node, rows.size(), reader));
        }
        return rows;
    }

    private static <T> Row<T> row(JsonNode node, int index, Function<JsonMembers, T> reader) {
        var members = JsonMembers.of(node);
        if (members.isEmpty()) {
            var was = "expected an object, was " + node.getNodeType();
            return new Row.Broken<>(JsonBody.bytes(node), RowFault.NOT_AN_OBJECT, was, index);
        }
        try {
            return new Row.Good<>(reader.apply(members.get()));
        } catch (UnreadableRowException e) {
            return new Row.Broken<>(JsonBody.bytes(node), e.fault(), e.detail(), index);
        }
    }
}
