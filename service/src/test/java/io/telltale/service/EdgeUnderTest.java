package io.telltale.service;

import io.micronaut.context.ApplicationContext;
import io.telltale.broker.FreePorts;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.service.access.HttpServerSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A service that consists of its edge and {@link Probe}, on free ports. Its brokers and registry do
 * not answer.
 */
final class EdgeUnderTest implements AutoCloseable {

    static final String OPEN_PATH = "/probe/open/";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApplicationContext context;
    private final HttpServerSettings edge;

    /** Starts with these variables; the port is chosen. */
    EdgeUnderTest(Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.put("TELLTALE_PORT", Integer.toString(FreePorts.next()));
        all.put("TELLTALE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        all.put("TELLTALE_REGISTRY_URL", "http://127.0.0.1:1");
        var settings = Settings.of(all);
        edge = HttpServerSettings.read(settings, 1, OPEN_PATH);
        context =
                ServiceProcess.open(
                        edge,
                        KafkaSettings.read(settings),
                        TopicLayout.read(settings),
                        SerdeSettings.read(settings));
        settings.refuseIfFaulty();
    }

    EdgeUnderTest() {
        this(Map.of());
    }

    HttpResponse<String> get(String path) {
        return send(at(edge.port(), path));
    }

    HttpResponse<String> getFromManagement(String path) {
        return send(at(edge.managementPort(), path));
    }

    HttpResponse<String> get(String path, String authorization) {
        return send(at(edge.port(), path).header("Authorization", authorization));
    }

    HttpResponse<String> post(String path, String json) {
        return postAs("application/json", path, json);
    }

    HttpResponse<String> postAs(String contentType, String path, String body) {
        return send(
                at(edge.port(), path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postChunked(String path, String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return send(
                at(edge.port(), path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    HttpResponse<String> send(String method, String path, String authorization) {
        return send(
                at(edge.port(), path)
                        .header("Authorization", authorization)
                        .method(method, BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder at(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
