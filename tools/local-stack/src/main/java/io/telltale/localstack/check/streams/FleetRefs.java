package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.schemas.ref.DeviceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The refs of a fleet by kind, in the kept spelling and the simulator's order.
 *
 * @param together refs that ThingSpace names as one device's
 * @param drawn refs of devices that are no provider's: their events are drawn by the check
 */
public record FleetRefs(
        List<List<String>> together,
        List<String> imeis,
        List<String> pushDevices,
        List<String> pushProfiles,
        List<String> graphDevices,
        List<List<String>> drawn) {

    public FleetRefs {
        together = List.copyOf(together);
        imeis = List.copyOf(imeis);
        pushDevices = List.copyOf(pushDevices);
        pushProfiles = List.copyOf(pushProfiles);
        graphDevices = List.copyOf(graphDevices);
        drawn = List.copyOf(drawn);
    }

    private static final String NO_IMEI = "imei:000000000000000";

    /** Reads the simulator's list. */
    static FleetRefs of(List<JsonNode> devices, List<List<String>> drawn) {
        var together = new ArrayList<List<String>>();
        var pushes = new ArrayList<String>();
        var graph = new ArrayList<String>();
        for (var line : devices) {
            var account = line.path("account").asText();
            switch (line.path("provider").asText()) {
                case "thingspace" ->
                        together.add(ids(line).map(FleetRefs::thingSpace).distinct().toList());
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
                graph,
                drawn);
    }

    /** Every ref once. */
    public List<String> all() {
        return Stream.of(
                        together.stream().flatMap(List::stream),
                        pushDevices.stream(),
                        pushProfiles.stream(),
                        graphDevices.stream(),
                        drawn.stream().flatMap(List::stream))
                .flatMap(refs -> refs)
                .distinct()
                .toList();
    }

    private static List<String> startingWith(String kind, Stream<String> refs) {
        return refs.filter(ref -> ref.startsWith(kind) && !ref.equals(NO_IMEI)).distinct().toList();
    }

    private static Stream<JsonNode> ids(JsonNode line) {
        return StreamSupport.stream(line.path("ids").spliterator(), false);
    }

    private static String thingSpace(JsonNode id) {
        return DeviceRef.of(id.path("kind").asText(), value(id)).toString();
    }

    private static String push(String project, JsonNode id) {
        var kind = id.path("kind").asText().equals("profile") ? "xtremepush-profile" : "xtremepush";
        return "%s:%s:%s".formatted(kind, project, value(id));
    }

    private static String value(JsonNode id) {
        return id.path("id").asText();
    }
}
