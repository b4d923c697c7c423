package io.telltale.localstack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A registry that takes every schema and gives it back by its id. */
final class TestRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> schemas = new ArrayList<>();
    private final HttpServer http;

    TestRegistry() throws IOException {
        this.http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var answer = JSON.createObjectNode();
        var status = 200;
        if (exchange.getRequestMethod().equals("POST")) {
            answer.put(
                    "id", idOf(JSON.readTree(exchange.getRequestBody()).path("schema").asText()));
        } else if (path.startsWith("/schemas/ids/")) {
            var id = Integer.parseInt(path.substring("/schemas/ids/".length()));
            if (id <= schemas.size()) {
                answer.put("schema", schemas.get(id - 1));
            } else {
                status = 404;
                answer.put("error_code", 40403);
            }
        }
        var bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int idOf(String schema) {
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
