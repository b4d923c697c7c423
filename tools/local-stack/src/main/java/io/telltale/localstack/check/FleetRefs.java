package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The refs of a fleet by kind, in the simulator's order.
 *
 * @param together refs that ThingSpace names as one device's
 */
record FleetRefs(
        List<List<String>> together,
        List<String> imeis,
        List<String> pushDevices,
        List<String> pushProfiles,
        List<String> graphDevices) {

    private static final String NO_IMEI = "imei:000000000000000";

    /** Reads the simulator's list. */
    static FleetRefs of(List<JsonNode> devices) {
        var together = new ArrayList<List<String>>();
        var pushes = new ArrayList<String>();
        var graph = new ArrayList<String>();
        for (var line : devices) {
            var account = line.path("account").asText();
            switch (line.path("provider").asText()) {
                case "thingspace" -> together.add(ids(line).map(FleetRefs::thingSpace).toList());
                case "xtremepush" -> ids(line).map(id -> push(account, id)).forEach(pushes::add);
                case "graph" -> ids(line).map(id -> "graph:" + value(id)).forEach(graph::add);
                default -> throw new IllegalStateException("expected a provider, was " + line);
            }
        }
        return new FleetRefs(
                together,
                startingWith("imei:", together.stream().flatMap(List::stream)),
                startingWith("xtremepush:", pushes.stream()),
                startingWith("xtremepush-profile:", pushes.stream()),
                graph);
    }

    private static List<String> startingWith(String kind, Stream<String> refs) {
        return refs.filter(ref -> ref.startsWith(kind) && !ref.equals(NO_IMEI)).distinct().toList();
    }

    private static Stream<JsonNode> ids(JsonNode line) {
        return StreamSupport.stream(line.path("ids").spliterator(), false);
    }

    private static String thingSpace(JsonNode id) {
        return id.path("kind").asText().toLowerCase(Locale.ROOT) + ":" + value(id);
    }

    private static String push(String project, JsonNode id) {
        var kind = id.path("kind").asText().equals("profile") ? "xtremepush-profile" : "xtremepush";
        return "%s:%s:%s".formatted(kind, project, value(id));
    }

    private static String value(JsonNode id) {
        return id.path("id").asText();
    }
}
