package io.telltale.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.settings.SettingsResult;
import io.telltale.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulator on a free port with data of its own, and an HTTP client for it. */
public final class RunningSimulator implements AutoCloseable {

    public static final String ACCOUNT = "0000123456-00001";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final Map<String, String> settings;
    private final TestClock clock;
    private ApplicationContext context;

    private RunningSimulator(Path data, Map<String, String> settings, TestClock clock) {
        this.data = data;
        this.settings = settings;
        this.clock = clock;
        this.context = start(data, settings, clock);
    }

    public static RunningSimulator on(Path data) {
        return on(data, Map.of());
    }

    /** A simulator with further settings. */
    public static RunningSimulator on(Path data, Map<String, String> settings) {
        return new RunningSimulator(data, settings, new TestClock());
    }

    /** An answer; the body is a missing node when it is not JSON. */
    public record Answer(int status, HttpResponse<byte[]> whole, JsonNode body) {

        public String header(String name) {
            return whole.headers().firstValue(name).orElse("");
        }

        public String text() {
            return new String(whole.body(), StandardCharsets.UTF_8);
        }
    }

    public TestClock clock() {
        return clock;
    }

    /** What the providers' paths are: method and template, without patterns of mere case. */
    public Set<String> providerRoutes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethod() + " " + route.getUriMatchTemplate())
                .map(route -> route.replaceAll("\\[[a-z]([A-Z])\\]", "$1"))
                .filter(route ->
                        Stream.of(" /api/", " /beta/", " /{tenant").anyMatch(route::contains))
                .filter(route -> !route.startsWith("HEAD") && !route.startsWith("OPTIONS"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Stops the simulator and starts it again on the same data. */
    public void restart() {
        context.close();
        context = start(data, settings, clock);
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer post(String path, String body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body, String... headers) {
        return send(request(path, headers).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public void quirks(String json) {
        var answer = put("/simulator/quirks", json);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.text());
        }
    }

    public List<JsonNode> ledger() {
        return lines("/simulator/ledger");
    }

    public void faults(String json) {
        var answer = put("/simulator/faults", json);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.text());
        }
    }

    /** An answer of JSON lines. */
    public List<JsonNode> lines(String path) {
        return get(path)
                .text()
                .lines()
                .map(line -> SimulatorJson.lenient(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** A JSON file of the test resources. */
    public static JsonNode fixture(String name) {
        try (var resource = RunningSimulator.class.getResourceAsStream("/" + name)) {
            return SimulatorJson.lenient(Objects.requireNonNull(resource, name).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var uri = URI.create(context.getBean(EmbeddedServer.class).getURI() + path);
        var builder = HttpRequest.newBuilder(uri).timeout(LIMIT);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer, SimulatorJson.lenient(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ApplicationContext start(
            Path data, Map<String, String> settings, TestClock clock) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "TELLTALE_DATA", data.toString(),
                                "TELLTALE_PORT", "0",
                                "TELLTALE_SIMULATOR_ANY_CALLBACK_PORT", "true"));
        environment.putAll(settings);
        return switch (SimulatorSettings.read(environment)) {
            case SettingsResult.Valid(var valid) -> SimulatorApplication.start(valid, clock);
            case SettingsResult.Faulty(var faults) ->
                    throw new IllegalArgumentException(String.join("; ", faults));
        };
    }
}
