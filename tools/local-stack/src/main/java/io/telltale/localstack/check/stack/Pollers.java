package io.telltale.localstack.check.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.localstack.http.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operator's side of the pollers: which tasks they have, and how those stand. */
public final class Pollers {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 500;
    private static final String PUSH_COLUMNS =
            "action_id,campaign_id,create_time,device_id,profile_id,error,error_message";

    private final Http http;
    private final Optional<String> closedCommand;
    private final int intervals;

    /**
     * Asks one of them; each answers for all.
     *
     * @param closedCommand id of a command that is refused for ever, so that its task is never done
     * @param intervals how many times as long as usual the intervals between polls are
     */
    Pollers(URI address, Optional<String> closedCommand, int intervals) {
        this.http = new Http(address);
        this.closedCommand = closedCommand;
        this.intervals = intervals;
    }

    /** Has everything polled that the fleet offers. */
    public void poll(JsonNode fleet) throws IOException {
        var body =
                Stream.of(
                                each(fleet, "accounts").flatMap(this::thingSpace),
                                each(fleet, "pushProjects").map(this::pushes),
                                each(fleet, "graphAccounts").flatMap(this::commands))
                        .flatMap(tasks -> tasks)
                        .map(JsonNode::toString)
                        .collect(Collectors.joining("\n", "", "\n"));
        http.write("POST", "/poll-tasks/import", "application/x-ndjson", body);
    }

    private static Stream<JsonNode> each(JsonNode parent, String name) {
        return StreamSupport.stream(parent.path(name).spliterator(), false);
    }

    /**
     * One project by the row id, the other by offsets. Rows as old as a month may still fail, so
     * all of them are read again with every scan.
     */
    private ObjectNode pushes(JsonNode project) {
        var task = task("XTREMEPUSH_PUSH_DEVICES", project.path("name").asText(), "PT5S");
        parameters(task).put("limit", "1000").put("reread", "P60D");
        if (project.path("apptoken").isTextual()) {
            parameters(task).put("keyset", "id").put("select", "id," + PUSH_COLUMNS);
        } else {
            parameters(task).put("select", PUSH_COLUMNS);
        }
        return task;
    }

    private Stream<ObjectNode> commands(JsonNode account) {
        return each(account, "commands")
                .map(command -> {
                    var task = task("GRAPH_COMMAND", account.path("name").asText(), "PT20S");
                    parameters(task)
                            .put("deviceId", command.path("deviceId").asText())
                            .put("commandId", command.path("commandId").asText());
                    return task;
                });
    }

    private Stream<ObjectNode> thingSpace(JsonNode account) {
        var name = account.path("name").asText();
        var callback = task("THINGSPACE_LISTENER", name, "PT5S");
        var live = task("THINGSPACE_LISTENER", name, "PT5S");
        parameters(live).put("service", "EnhancedConnectivityService");
        var discovery = task("THINGSPACE_CAMPAIGNS", name, "PT10S");
        parameters(discovery).put("every", "PT5S");
        var history = task("THINGSPACE_SMS_HISTORY", name, "PT1M");
        var devices =
                each(account, "historyDevices")
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","));
        parameters(history).put("name", "check").put("devices", devices).put("deadline", "PT20S");
        return Stream.of(
                callback, live, discovery, task("THINGSPACE_SMS_QUEUE", name, "PT2S"), history);
    }

    private ObjectNode task(String kind, String account, String usualInterval) {
        var interval = Duration.parse(usualInterval).multipliedBy(intervals);
        var task = JSON.createObjectNode();
        task.put("kind", kind).put("account", account).put("interval", interval.toString());
        task.putObject("parameters");
        return task;
    }

    private static ObjectNode parameters(ObjectNode task) {
        return (ObjectNode) task.get("parameters");
    }

    /** A task that has not succeeded since then or has something left; empty when none has. */
    public Optional<String> left(Instant since) throws IOException {
        return items().stream()
                .filter(item -> !isClosed(item) && !isCaughtUp(item, since))
                .map(item ->
                        "task %s, %s, last success %s, last error %s, progress %s"
                                .formatted(
                                        item.path("id").asText(),
                                        item.path("state").asText(),
                                        item.path("lastSuccessAt").asText(),
                                        item.path("lastError"),
                                        item.path("progress")))
                .findFirst();
    }

    private boolean isClosed(JsonNode item) {
        var command = item.at("/parameters/commandId").asText();
        return closedCommand.filter(command::equals).isPresent();
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
