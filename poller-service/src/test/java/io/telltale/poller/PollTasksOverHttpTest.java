package io.telltale.poller;

import static io.telltale.poller.Cluster.ADMIN;
import static io.telltale.poller.Cluster.READER;
import static io.telltale.poller.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.broker.FreePorts;
import io.telltale.poller.task.PollTasks;
import io.telltale.schemas.record.PollKind;
import io.telltale.testing.Await;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PollTasksOverHttpTest {

    private static final String BLOCKED = "xtremepush.h.xtremepush-push-devices";

    private static Cluster cluster;
    private static int one;
    private static int other;

    @BeforeAll
    static void start() throws Exception {
        cluster = new Cluster();
        cluster.block(
                PollTasks.create(
                        PollKind.XTREMEPUSH_PUSH_DEVICES, "h", Map.of(), Duration.ofDays(1)),
                "0123456789abcdef0123456789abcdef");
        one = cluster.startService(Map.of());
        other = cluster.startService(Map.of());
        awaitReady(one);
        awaitReady(other);
        cluster.awaitShared(List.of(one, other));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aTaskIsCreatedOnce_shownByEveryInstance_andGoneWhenDeleted() {
        var body = push("a", "P1D");
        var id = "xtremepush.a.xtremepush-push-devices";

        var first = post("/poll-tasks", body);
        var again = post("/poll-tasks", body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).contains("/poll-tasks/" + id);
        assertThat(again.statusCode()).isEqualTo(200);
        Await.until(
                () -> cluster.get(other, "/poll-tasks/" + id).statusCode() == 200,
                () -> "the other instance does not know it");
        assertThat(delete("/poll-tasks/" + id).statusCode()).isEqualTo(204);
        assertThat(cluster.get(one, "/poll-tasks/" + id).statusCode()).isEqualTo(404);
        assertThat(delete("/poll-tasks/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void everyMemberThatIsWrongIsNamed() {
        var answer =
                post(
                        "/poll-tasks",
                        """
                        {"kind":"GRAPH_COMMAND","account":"demo","parameters":{"deviceId":"?","colour":"red"},"interval":"PT0.1S"}
                        """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(names(json(answer).path("parameters")))
                .containsExactlyInAnyOrder(
                        "interval",
                        "parameters.deviceId",
                        "parameters.commandId",
                        "parameters.colour");
    }

    @Test
    void putIsForTheDerivedIdOnly_andKeepsAPause() {
        var id = "graph.demo.graph-command.d:1.c";
        var path = "/poll-tasks/graph.demo.graph-command.d%3A1.c";
        var body =
                """
                {"kind":"GRAPH_COMMAND","account":"demo","parameters":{"deviceId":"d:1","commandId":"c"},"interval":"%s"}
                """;

        assertThat(put("/poll-tasks/nonsense", body.formatted("P1D")).statusCode()).isEqualTo(400);
        assertThat(put(path, body.formatted("P1D")).statusCode()).isEqualTo(201);
        assertThat(post(path + "/pause", "").statusCode()).isEqualTo(202);
        assertThat(put(path, body.formatted("P2D")).statusCode()).isEqualTo(200);

        awaitState(path, "PAUSED");
        var item = json(cluster.get(other, path));
        assertThat(item.path("id").asText()).isEqualTo(id);
        assertThat(item.path("interval").asText()).isEqualTo("PT48H");
        assertThat(item.path("paused").asBoolean()).isTrue();
    }

    @Test
    void aReadTokenChangesNothing() {
        var answer = cluster.send(one, "POST", "/poll-tasks", READER, push("a", "P1D"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aBlockedTaskSaysWhy_andOnlySuchAOneCanBeSkipped() {
        var blocked = "/poll-tasks/" + BLOCKED;
        awaitState(blocked, "BLOCKED");
        assertThat(json(cluster.get(other, blocked)).at("/blocked/reason").asText())
                .isEqualTo("expected JSON");
        post("/poll-tasks", push("g", "P1D"));

        var skipped = post(blocked + "/skip", "");
        var refused = post("/poll-tasks/xtremepush.g.xtremepush-push-devices/skip", "");

        assertThat(skipped.statusCode()).isEqualTo(202);
        assertThat(refused.statusCode()).isEqualTo(409);
        awaitState(blocked, "WAITING");
    }

    @Test
    void aFailingTaskSaysHow_andATurnIsTakenAtOnceWhenAskedFor() {
        var path = "/poll-tasks/xtremepush.f.xtremepush-push-devices";
        post("/poll-tasks", push("f", "P1D"));

        Await.until(
                () ->
                        json(cluster.get(one, path))
                                .at("/lastError/type")
                                .asText()
                                .equals("UNAVAILABLE"),
                () -> cluster.get(one, path).body());

        assertThat(post(path + "/poll-now", "").statusCode()).isEqualTo(202);
        assertThat(post(path + "/poll-now?device=nonsense", "").statusCode()).isEqualTo(400);
    }

    @Test
    void anImportTakesGoodLinesAndNamesWrongOnes() {
        var lines =
                IntStream.range(0, 5_000)
                        .mapToObj(number ->
                                """
                                {"kind":"GRAPH_COMMAND","account":"demo","parameters":{"deviceId":"import","commandId":"%04d"},"paused":true}\
                                """
                                        .formatted(number))
                        .collect(Collectors.joining("\n"));

        var first = json(post("/poll-tasks/import", lines + "\nnonsense\n\n"));
        var again = json(post("/poll-tasks/import", lines));

        assertThat(first.path("created").asInt()).isEqualTo(5_000);
        assertThat(first.path("refused").asInt()).isEqualTo(1);
        assertThat(first.path("items").path(5_000).path("line").asInt()).isEqualTo(5_001);
        assertThat(again.path("unchanged").asInt()).isEqualTo(5_000);
        assertThat(allIds("?kind=GRAPH_COMMAND&limit=500"))
                .isSorted()
                .doesNotHaveDuplicates()
                .filteredOn(id -> id.contains(".import."))
                .hasSize(5_000);
    }

    @Test
    void anInstanceListsItsTasks_upToALimit() {
        assertThat(cluster.asPeer(one, "/peer/poll-tasks?limit=501").statusCode()).isEqualTo(200);
        for (var limit : List.of("0", "-1", "502")) {
            assertThat(cluster.asPeer(one, "/peer/poll-tasks?limit=" + limit).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void noTokenOpensARouteBetweenInstances() {
        for (var token : List.of(Cluster.READER, Cluster.ADMIN)) {
            var answer = cluster.send(one, "GET", "/peer/poll-tasks", token, "");

            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void listsTheSameOnEveryInstance_withTheOwnersOfBoth() {
        for (var project : List.of("b", "c", "d", "e")) {
            post("/poll-tasks", push(project, "P1D"));
        }
        Await.until(
                () -> everyTaskHasAnOwner() && owners(one).equals(owners(other)),
                () -> owners(one) + " " + owners(other));

        assertThat(owners(other).keySet())
                .contains("xtremepush.b.xtremepush-push-devices", BLOCKED);
    }

    @Test
    void everyInstanceShowsTheClusterWithThePartitionsOfEach() {
        Await.until(
                () -> cluster(one).path("ready").asBoolean() && cluster(one).equals(cluster(other)),
                () -> cluster(one) + " " + cluster(other));

        var instances = cluster(one).path("instances");
        var partitions = new TreeSet<Integer>();
        for (var instance : instances) {
            assertThat(instance.path("state").asText()).isEqualTo("RUNNING");
            assertThat(instance.path("restored").asDouble()).isEqualTo(1);
            instance.path("active").forEach(number -> partitions.add(number.asInt()));
        }
        assertThat(instances).hasSize(2);
        assertThat(partitions).containsExactly(0, 1, 2, 3);
    }

    private static JsonNode cluster(int port) {
        return json(cluster.get(port, "/cluster"));
    }

    @Test
    void anAnswerIsRefused_whenAnOwnerDoesNotAnswer() throws Exception {
        var nobody = "127.0.0.1:" + FreePorts.next();
        cluster.startService(Map.of("TELLTALE_ADVERTISED_ADDRESS", nobody));
        Await.until(
                () -> cluster.get(one, "/poll-tasks").statusCode() == 503,
                () -> cluster.get(one, "/poll-tasks").body());

        var answer = cluster.get(one, "/poll-tasks");
        var shown = cluster(one);
        cluster.stopLastService();

        assertThat(json(answer).path("type").asText()).isEqualTo("urn:telltale:problem:incomplete");
        assertThat(shown.path("ready").asBoolean()).isFalse();
        assertThat(shown.findValuesAsText("state")).contains("UNREACHABLE");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        Await.until(
                () -> cluster.get(one, "/poll-tasks").statusCode() == 200,
                () -> cluster.get(one, "/poll-tasks").body());
        cluster.awaitShared(List.of(one, other));
    }

    private static String push(String project, String interval) {
        return """
        {"kind":"XTREMEPUSH_PUSH_DEVICES","account":"%s","interval":"%s"}\
        """
                .formatted(project, interval);
    }

    private static HttpResponse<String> post(String path, String body) {
        return cluster.send(one, "POST", path, ADMIN, body);
    }

    private static HttpResponse<String> put(String path, String body) {
        return cluster.send(one, "PUT", path, ADMIN, body);
    }

    private static HttpResponse<String> delete(String path) {
        return cluster.send(one, "DELETE", path, ADMIN, "");
    }

    private static List<String> allIds(String query) {
        var ids = new ArrayList<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = json(cluster.get(other, "/poll-tasks" + query + cursor));
            page.path("items").forEach(item -> ids.add(item.path("id").asText()));
            var next = page.path("nextCursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : null;
        }
        return ids;
    }

    /** Nobody polls a partition for a moment while the group deals out anew. */
    private static boolean everyTaskHasAnOwner() {
        return !owners(one).containsValue("null");
    }

    private static Map<String, String> owners(int port) {
        var page = json(cluster.get(port, "/poll-tasks?provider=xtremepush&limit=500"));
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .collect(
                        Collectors.toMap(
                                item -> item.path("id").asText(),
                                item -> item.path("owner").asText("null")));
    }

    private static List<String> names(JsonNode parameters) {
        return StreamSupport.stream(parameters.spliterator(), false)
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    private static void awaitState(String path, String state) {
        Await.until(
                () -> json(cluster.get(other, path)).path("state").asText().equals(state),
                () -> cluster.get(other, path).body());
    }

    private static void awaitReady(int port) {
        Await.until(
                () ->
                        cluster.get(port + 10_000, "/health/readiness")
                                .body()
                                .contains(
                                        "\"processing\":{\"name\":\"telltale\",\"status\":\"UP\""),
                () -> cluster.get(port + 10_000, "/health/readiness").body());
    }
}
