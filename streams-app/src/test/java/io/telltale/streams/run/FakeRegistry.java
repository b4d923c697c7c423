package io.telltale.streams.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Knows every schema that it was given; ids are places in a list. Asked for another id it is away:
 * it takes the request and never answers.
 */
final class FakeRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final Set<Integer> unanswered = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    /** Answers at a free port. */
    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/subjects/", this::idOf);
        server.createContext("/schemas/ids/", this::schemaOf);
        server.start();
    }

    /** Its base address. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether somebody waits for the schema of this id. */
    boolean isAskedFor(int id) {
        return unanswered.contains(id);
    }

    private void idOf(HttpExchange exchange) throws IOException {
        var schema = JSON.readTree(exchange.getRequestBody()).path("schema").asText();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        answer(exchange, JSON.createObjectNode().put("id", schemas.indexOf(schema)).toString());
    }

    private void schemaOf(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        if (id >= schemas.size()) {
            unanswered.add(id);
            return;
        }
        answer(exchange, JSON.createObjectNode().put("schema", schemas.get(id)).toString());
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
