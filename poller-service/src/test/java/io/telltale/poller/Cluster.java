package io.telltale.poller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.ApplicationContext;
import io.telltale.broker.FreePorts;
import io.telltale.contract.OpenApiContract;
import io.telltale.schemas.publish.KafkaRecords;
import io.telltale.schemas.publish.RecordPublisher;
import io.telltale.schemas.publish.TraceParent;
import io.telltale.schemas.record.Block;
import io.telltale.schemas.record.PollCheckpoint;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.TaskProgress;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.AccountPartition;
import io.telltale.schemas.topic.Topic;
import io.telltale.schemas.topic.Topics;
import io.telltale.service.peer.PeerClient;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whole poller-services beside each other in this JVM, with a real broker and real HTTP. Every
 * answer is compared with the OpenAPI document.
 */
final class Cluster implements AutoCloseable {

    static final String READER = "reader-token";
    static final String ADMIN = "admin-token";
    private static final String PEER_SECRET = "secret of the instances";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PARTITIONS = 4;

    private final TestTopics topics;
    private final RegistryServer registry = RegistryServer.registeringLookups();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ApplicationContext> services = new ArrayList<>();
    private @Nullable OpenApiContract contract;

    Cluster() throws Exception {
        topics = TestTopics.create(PARTITIONS);
    }

    /** With topics under this prefix, which no other test has. */
    Cluster(String prefix) throws Exception {
        topics = TestTopics.create(prefix, PARTITIONS);
    }

    /** Starts one more and returns its port. */
    int startService(Map<String, String> more) throws Exception {
        var port = FreePorts.next();
        var environment = new HashMap<String, String>();
        environment.put("TELLTALE_PORT", Integer.toString(port));
        environment.put("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", topics.kafka().bootstrapServers());
        environment.put("TELLTALE_REGISTRY_URL", registry.url().toString());
        environment.put("TELLTALE_PREFIX", topics.layout().prefix());
        environment.put("TELLTALE_TOPICS_PARTITIONS", Integer.toString(PARTITIONS));
        environment.put("TELLTALE_TOPICS_REPLICATION_FACTOR", "1");
        environment.put("TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", "1");
        environment.put("TELLTALE_READ_TOKENS", READER);
        environment.put("TELLTALE_ADMIN_TOKENS", ADMIN);
        environment.put("TELLTALE_PEER_SECRET", PEER_SECRET);
        // nobody answers there: every turn fails
        environment.put("TELLTALE_XTREMEPUSH_URL", "http://127.0.0.1:" + FreePorts.next());
        environment.put("TELLTALE_XTREMEPUSH_PROJECTS", "a,b,c,d,e,f,g,h");
        for (var project : List.of("A", "B", "C", "D", "E", "F", "G", "H")) {
            environment.put("TELLTALE_XTREMEPUSH_%s_APPTOKEN".formatted(project), "secret");
        }
        environment.put("TELLTALE_GRAPH_URL", "http://127.0.0.1:" + FreePorts.next());
        environment.put("TELLTALE_GRAPH_LOGIN_URL", "http://127.0.0.1:" + FreePorts.next());
        environment.put("TELLTALE_GRAPH_ACCOUNTS", "demo");
        environment.put("TELLTALE_GRAPH_DEMO_CLIENT_ID", "id");
        environment.put("TELLTALE_GRAPH_DEMO_CLIENT_SECRET", "secret");
        environment.put("TELLTALE_GRAPH_DEMO_REFRESH_TOKEN", "secret");
        environment.put("TELLTALE_SEAL_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        environment.putAll(more);
        services.add(PollerApplication.service().start(environment));
        if (contract == null) {
            var document = URI.create("http://127.0.0.1:" + port + "/openapi.yml");
            contract = OpenApiContract.of(answer(HttpRequest.newBuilder(document)).body());
        }
        return port;
    }

    TestTopics topics() {
        return topics;
    }

    ApplicationContext lastService() {
        return services.getLast();
    }

    void stopLastService() {
        services.removeLast().close();
    }

    /** As the owner of a task would have left it when it gave up a page. */
    void block(PollTask task, String digest) {
        var at = Instant.parse("2026-11-20T23:00:00Z");
        var progress =
                TaskProgress.newBuilder()
                        .setObservedAt(at)
                        .setBlocked(
                                Block.newBuilder()
                                        .setAt(at)
                                        .setDigest(digest)
                                        .setReason("expected JSON")
                                        .build())
                        .build();
        var checkpoint =
                PollCheckpoint.newBuilder().setTaskId(task.getId()).setProgress(progress).build();
        try (var serdes = serdes();
                var publisher = RecordPublisher.connect(topics.kafka(), Duration.ofSeconds(10))) {
            publisher.publishAndAwait(
                    List.of(
                            new KafkaRecords(topics.layout(), serdes)
                                    .of(
                                            Topics.POLLER_CHECKPOINT,
                                            AccountPartition.of(
                                                    task.getProvider(),
                                                    task.getAccount(),
                                                    PARTITIONS),
                                            task.getId(),
                                            checkpoint,
                                            "test",
                                            at,
                                            TraceParent.fresh())));
            publisher.publishAndAwait(
                    List.of(
                            new KafkaRecords(topics.layout(), serdes)
                                    .of(
                                            Topics.POLLER_TASK,
                                            AccountPartition.of(
                                                    task.getProvider(),
                                                    task.getAccount(),
                                                    PARTITIONS),
                                            task.getId(),
                                            task,
                                            "test",
                                            at,
                                            TraceParent.fresh())));
        }
    }

    /** Waits until these instances share the partitions evenly, so that none moves any more. */
    void awaitShared(List<Integer> ports) {
        Await.until(
                () ->
                        ports.stream()
                                .allMatch(port -> partitionsOf(port) == PARTITIONS / ports.size()),
                () -> ports.stream().map(this::partitionsOf).toList() + " partitions");
    }

    private int partitionsOf(int port) {
        var answer = asPeer(port, "/peer/poll-tasks?limit=1");
        return answer.statusCode() == 200 ? json(answer).path("partitions").size() : -1;
    }

    /** As another instance. */
    HttpResponse<String> asPeer(int port, String path) {
        return send(port, "GET", path, READER, "", List.of(PeerClient.HEADER, PEER_SECRET));
    }

    HttpResponse<String> get(int port, String path) {
        return send(port, "GET", path, READER, "");
    }

    HttpResponse<String> send(int port, String method, String path, String token, String body) {
        return send(port, method, path, token, body, List.of("Content-Type", "application/json"));
    }

    /** With these headers: name, value, name, value. */
    HttpResponse<String> send(
            int port, String method, String path, String token, String body, List<String> headers) {
        var answer =
                answer(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .method(method, BodyPublishers.ofString(body))
                                .header("Authorization", "Bearer " + token)
                                .headers(headers.toArray(String[]::new)));
        requireNonNull(contract).requireHeld(answer);
        return answer;
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return tree(answer.body());
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected JSON, was " + text, e);
        }
    }

    /** Writes one record as another part of Telltale would. */
    <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
        try (var serdes = serdes();
                var publisher = RecordPublisher.connect(topics.kafka(), Duration.ofSeconds(10))) {
            publisher.publishAndAwait(
                    List.of(
                            new KafkaRecords(topics.layout(), serdes)
                                    .of(
                                            topic,
                                            null,
                                            key,
                                            value,
                                            "test",
                                            Instant.parse("2026-11-20T23:00:00Z"),
                                            TraceParent.fresh())));
        }
    }

    /** What a topic holds: the last record of each key. */
    <V extends SpecificRecord> Map<String, V> lastOf(Topic<V> topic) {
        var name = topics.layout().nameOf(topic);
        var last = new HashMap<String, V>();
        try (var serdes = serdes()) {
            topics.committed(name)
                    .forEach(record ->
                            last.put(
                                    new String(record.key(), UTF_8),
                                    serdes.read(name, topic.value(), record.value())));
        }
        return last;
    }

    private RecordSerdes serdes() {
        var settings = Settings.of(Map.of("TELLTALE_REGISTRY_URL", registry.url().toString()));
        return new RecordSerdes(SerdeSettings.read(settings));
    }

    @Override
    public void close() {
        services.forEach(ApplicationContext::close);
        registry.close();
        topics.close();
    }
}
