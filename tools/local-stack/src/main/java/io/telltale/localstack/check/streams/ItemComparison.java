package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.check.report.Comparison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compares the items of a list, and their order. */
public final class ItemComparison {

    private ItemComparison() {}

    /**
     * Compares.
     *
     * @param where for the report
     * @param identity of an item, by which the two lists are brought together
     */
    public static void compare(
            Comparison family,
            String where,
            List<ObjectNode> expected,
            List<JsonNode> found,
            Function<JsonNode, Object> identity) {
        family.count(expected.size(), found.size());
        var byId = new HashMap<Object, JsonNode>();
        found.forEach(item -> {
            if (byId.put(identity.apply(item), item) != null) {
                family.invented(() -> where + " twice: " + identity.apply(item));
            }
        });
        var wanted = new LinkedHashMap<Object, ObjectNode>();
        expected.forEach(item -> wanted.put(identity.apply(item), item));
        for (var entry : wanted.entrySet()) {
            var item = byId.get(entry.getKey());
            if (item == null) {
                family.missing(() -> where + ": " + entry.getKey());
            } else {
                Difference.between(entry.getValue(), item)
                        .ifPresent(what ->
                                family.different(
                                        () -> "%s: %s%s".formatted(where, entry.getKey(), what)));
            }
        }
        byId.keySet().stream()
                .filter(id -> !wanted.containsKey(id))
                .forEach(id -> family.invented(() -> where + ": " + id));
        if (!isInOrder(wanted, ids(found, identity))) {
            family.different(() -> where + " has its items in another order");
        }
    }

    private static List<Object> ids(
            Collection<JsonNode> items, Function<JsonNode, Object> identity) {
        var ids = new ArrayList<Object>();
        items.forEach(item -> ids.add(identity.apply(item)));
        return ids;
    }

    /** What is missing or invented is counted already. */
    private static boolean isInOrder(Map<Object, ObjectNode> wanted, List<Object> found) {
        var common = found.stream().filter(wanted::containsKey).distinct().toList();
        return common.equals(wanted.keySet().stream().filter(common::contains).toList());
    }
}
