package io.telltale.localstack.walk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.Executors;

/**
 * Stands before the real registry, which answers everything but one schema id: that one is unknown
 * until it is registered here under an id that the registry knows.
 */
final class RegistryWithAGap implements AutoCloseable {

    static final int GAP = 900_001;
    private static final String ASKED = "/schemas/ids/" + GAP;

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private URI registry;
    private volatile OptionalInt known = OptionalInt.empty();

    RegistryWithAGap() throws IOException {
        this.registry = URI.create("http://127.0.0.1:1");
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** What to give services in the place of the registry's address. */
    URI before(URI registry) {
        this.registry = registry;
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void register(int id) {
        known = OptionalInt.of(id);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            if (path.equals(ASKED) && known.isEmpty()) {
                send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
                return;
            }
            var asked = path.equals(ASKED) ? "/schemas/ids/" + known.getAsInt() : path;
            var body = exchange.getRequestBody().readAllBytes();
            var request =
                    HttpRequest.newBuilder(URI.create(registry + asked))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                            .build();
            var answer = http.send(request, BodyHandlers.ofString());
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
