package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The operator's side of the pollers: which tasks they have, and how those stand. */
final class Pollers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 500;

    private final Http http;

    /** Asks one of them; each answers for all. */
    Pollers(URI address) {
        this.http = new Http(address);
    }

    /** Has everything polled that the fleet's accounts offer. */
    void poll(List<JsonNode> accounts) throws IOException {
        var lines = accounts.stream().flatMap(account -> tasks(account).stream()).toList();
        var body =
                lines.stream().map(JsonNode::toString).collect(Collectors.joining("\n", "", "\n"));
        http.send("POST", "/poll-tasks/import", "application/x-ndjson", body);
    }

    private static List<ObjectNode> tasks(JsonNode account) {
        var name = account.path("name").asText();
        var callback = task("THINGSPACE_LISTENER", name, "PT5S");
        var live = task("THINGSPACE_LISTENER", name, "PT5S");
        parameters(live).put("service", "EnhancedConnectivityService");
        var discovery = task("THINGSPACE_CAMPAIGNS", name, "PT10S");
        parameters(discovery).put("every", "PT5S");
        var history = task("THINGSPACE_SMS_HISTORY", name, "PT1M");
        var devices =
                StreamSupport.stream(account.path("historyDevices").spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
        parameters(history).put("name", "check").put("devices", devices).put("deadline", "PT20S");
        return List.of(
                callback, live, discovery, task("THINGSPACE_SMS_QUEUE", name, "PT2S"), history);
    }

    private static ObjectNode task(String kind, String account, String interval) {
        var task = JSON.createObjectNode();
        task.put("kind", kind).put("account", account).put("interval", interval);
        task.putObject("parameters");
        return task;
    }

    private static ObjectNode parameters(ObjectNode task) {
        return (ObjectNode) task.get("parameters");
    }

    /** Whether every task of ThingSpace has succeeded since then and has nothing left to do. */
    boolean isCaughtUp(Instant since) throws IOException {
        return items().stream()
                .filter(item -> item.path("provider").asText().equals("thingspace"))
                .allMatch(item -> isCaughtUp(item, since));
    }

    private static boolean isCaughtUp(JsonNode item, Instant since) {
        var state = item.path("state").asText();
        var succeeded = item.path("lastSuccessAt").asText("");
        var done = item.path("progress").path("done").asLong();
        var isSet = item.path("kind").asText().equals("THINGSPACE_SMS_HISTORY");
        return state.equals("DONE")
                || (item.path("lastError").isNull()
                        && !succeeded.isEmpty()
                        && Instant.parse(succeeded).isAfter(since)
                        && (!isSet || done == item.path("progress").path("total").asLong(done)));
    }

    private List<JsonNode> items() throws IOException {
        var items = new ArrayList<JsonNode>();
        var path = "/poll-tasks?limit=" + PAGE;
        while (true) {
            var page = http.get(path);
            page.path("items").forEach(items::add);
            if (!page.path("nextCursor").isTextual()) {
                return items;
            }
            path =
                    "/poll-tasks?limit=%d&cursor=%s"
                            .formatted(PAGE, page.path("nextCursor").asText());
        }
    }
}
