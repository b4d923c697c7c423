package io.telltale.poller;

import static io.telltale.poller.Cluster.READER;
import static io.telltale.poller.Cluster.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.service.query.Cursor;
import io.telltale.testing.Await;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class GraphDevicesOverHttpTest {

    private static final String DEVICES = "/graph/demo/devices";

    private static FakeGraph graph;
    private static Cluster cluster;
    private static List<Integer> instances;

    @BeforeAll
    static void start() throws Exception {
        graph = new FakeGraph("configured", 3600);
        cluster = new Cluster();
        var settings =
                Map.of(
                        "TELLTALE_GRAPH_URL",
                        graph.address().toString(),
                        "TELLTALE_GRAPH_LOGIN_URL",
                        graph.address().toString(),
                        "TELLTALE_GRAPH_DEMO_REFRESH_TOKEN",
                        "configured");
        instances = List.of(cluster.startService(settings), cluster.startService(settings));
        cluster.awaitShared(instances);
        for (var instance : instances) {
            Await.until(
                    () -> cluster.get(instance, DEVICES).statusCode() == 200,
                    () -> cluster.get(instance, DEVICES).body());
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
        graph.close();
    }

    @Test
    void everyInstanceListsTheDevices_pageByPage() {
        for (var instance : instances) {
            var first = json(cluster.get(instance, DEVICES));
            var cursor = first.path("nextCursor").asText();
            var second = json(cluster.get(instance, DEVICES + "?cursor=" + cursor));

            assertThat(first.at("/items/0/ref").asText()).isEqualTo("graph:d-1");
            assertThat(first.at("/items/0/name").asText()).isEqualTo("first");
            assertThat(second.at("/items/0/id").asText()).isEqualTo("d-2");
            assertThat(second.at("/items/0/kind").asText()).isEqualTo("Tablet");
            assertThat(second.path("nextCursor").isNull()).isTrue();
            assertThat(first.has("refusal")).isFalse();
        }
    }

    @Test
    void onlyTheOwnerSignsIn() {
        instances.forEach(instance -> cluster.get(instance, DEVICES));

        assertThat(graph.count("id refreshes")).isEqualTo(1);
    }

    @Test
    void anUnknownAccountIsNotFound_andAStrangeCursorIsRefused() {
        for (var instance : instances) {
            assertThat(cluster.get(instance, "/graph/nobody/devices").statusCode()).isEqualTo(404);
            var list = Cursor.listOf("graph-devices");
            for (var cursor :
                    List.of(
                            "x",
                            new Cursor(list, "demo", "/beta/me/messages").toString(),
                            new Cursor(list, "other", "/beta/me/devices").toString())) {
                assertThat(cluster.get(instance, DEVICES + "?cursor=" + cursor).statusCode())
                        .isEqualTo(400);
            }
        }
        assertThat(graph.story()).noneMatch(step -> step.contains("messages"));
    }

    @Test
    void aCallerNeedsAToken() {
        var port = instances.getFirst();

        assertThat(cluster.send(port, "GET", DEVICES, "nonsense", "").statusCode()).isEqualTo(401);
        assertThat(cluster.send(port, "GET", DEVICES, READER, "").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhy_whenGraphDoesNotAnswer() throws Exception {
        try (var silent = new Cluster()) {
            var port = silent.startService(Map.of());
            Await.until(
                    () -> silent.get(port, DEVICES).body().contains("connect to 127.0.0.1:"),
                    () -> silent.get(port, DEVICES).body());

            var answer = silent.get(port, DEVICES);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("connect to 127.0.0.1:", " failed; no proxy was used");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
