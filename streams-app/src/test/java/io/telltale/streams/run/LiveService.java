package io.telltale.streams.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.telltale.broker.FreePorts;
import io.telltale.schemas.event.Event;
import io.telltale.service.ServiceProcess;
import io.telltale.testing.RegistryServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The whole service in this JVM, over a real broker, asked over HTTP. */
final class LiveService implements AutoCloseable {

    static final String PEER_SECRET = "secret of the instances";

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventFeed feed;
    private final ApplicationContext context;
    private final int port;

    /** Starts; it may still be at work on its stores when this returns. */
    LiveService(TestTopics broker, RegistryServer registry, Path data) throws Exception {
        this(broker, registry, data, Map.of("TELLTALE_PEER_SECRET", PEER_SECRET));
    }

    /** Starts with further variables. */
    LiveService(
            TestTopics broker, RegistryServer registry, Path data, Map<String, String> variables)
            throws Exception {
        this.port = FreePorts.next();
        var environment = new HashMap<String, String>();
        environment.put("TELLTALE_PORT", Integer.toString(port));
        environment.put("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers());
        environment.put("TELLTALE_REGISTRY_URL", registry.url().toString());
        environment.put(
                "TELLTALE_TOPICS_PARTITIONS", Integer.toString(broker.layout().partitions()));
        environment.put("TELLTALE_TOPICS_REPLICATION_FACTOR", "1");
        environment.put("TELLTALE_TOPICS_MIN_INSYNC_REPLICAS", "1");
        environment.put("TELLTALE_PREFIX", broker.layout().prefix());
        environment.put("TELLTALE_DATA", data.toString());
        environment.putAll(variables);
        this.context =
                new ServiceProcess("streams-app", port, "", StreamsSettings::read)
                        .start(environment);
        this.feed = new EventFeed(broker, registry);
    }

    /** Stops it as a signal does. */
    void stop() {
        context.close();
    }

    /** Acknowledged when it returns. */
    void give(Event... events) throws Exception {
        feed.write(events);
    }

    /** As other instances know it. */
    String address() {
        return "127.0.0.1:" + port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path) throws Exception {
        return get(port, path, Map.of());
    }

    HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
        return get(port, path, headers);
    }

    /** Lines of an answer that goes on; closing it breaks it off. */
    BufferedReader stream(String path, Optional<String> lastId) throws Exception {
        var headers = lastId.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of());
        var answer = http.send(request(port, path, headers), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
    }

    HttpResponse<String> manage(String path) throws Exception {
        return get(port + 10_000, path, Map.of());
    }

    private HttpResponse<String> get(int at, String path, Map<String, String> headers)
            throws Exception {
        return http.send(request(at, path, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(int at, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path));
        headers.forEach(request::header);
        return request.build();
    }

    /** The value of a meter without tags. */
    double meter(String name) throws Exception {
        return manage("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + name));
    }

    @Override
    public void close() {
        context.close();
        feed.close();
        http.close();
    }
}
