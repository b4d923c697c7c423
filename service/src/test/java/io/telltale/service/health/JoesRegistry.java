package io.telltale.service.health;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry that takes only user joe with password secret and knows every schema that it is asked
 * for; ids are places in a list.
 */
final class JoesRegistry implements AutoCloseable {

    private static final String JOE = "Basic am9lOnNlY3JldA==";
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean hangs;
    private HttpServer http;

    JoesRegistry() {
        http = serve(0);
    }

    String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** Goes away; what it knows is kept. */
    void stop() {
        http.stop(0);
    }

    /** Comes back at the same address. */
    void start() {
        http = serve(http.getAddress().getPort());
    }

    /** From now on, takes requests and does not answer. */
    void hang() {
        hangs = true;
    }

    /** Forgets all schemas and has this one in their place. */
    void replaceSchemas(String schema) {
        schemas.clear();
        schemas.add(schema);
    }

    private HttpServer serve(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = HttpServer.create(address, 0);
            server.setExecutor(threads);
            server.createContext("/", this::handle);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (hangs) {
                end.await();
            }
            var isJoe = JOE.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var bytes = JSON.writeValueAsBytes(isJoe ? answer(exchange) : List.of());
            exchange.sendResponseHeaders(isJoe ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/schemas/ids/")) {
            var id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            return JSON.createObjectNode().put("schema", schemas.get(id));
        }
        if (path.equals("/subjects")) {
            return List.of();
        }
        var schema = JSON.readTree(exchange.getRequestBody()).path("schema").asText();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return JSON.createObjectNode().put("id", schemas.indexOf(schema));
    }

    @Override
    public void close() {
        end.countDown();
        stop();
        threads.close();
    }
}
