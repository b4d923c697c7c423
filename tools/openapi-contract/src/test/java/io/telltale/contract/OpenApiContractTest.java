package io.telltale.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenApiContractTest {

    private static final String DOCUMENT =
            """
            openapi: 3.1.1
            paths:
              /things/{id}:
                get:
                  responses:
                    '200':
                      headers:
                        ETag: {required: true, schema: {type: string}}
                        Lag: {$ref: '#/components/headers/Lag'}
                      content:
                        application/json: {schema: {$ref: '#/components/schemas/Thing'}}
                    '304': {description: unchanged}
              /things/all:
                get:
                  responses:
                    '200':
                      content:
                        application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}
            components:
              headers:
                Lag: {schema: {type: integer, minimum: 0}}
              schemas:
                Thing:
                  type: object
                  required: [name, at, word, inner]
                  properties:
                    name: {type: [string, 'null']}
                    at: {type: string, format: date-time}
                    word: {type: string, enum: [A, B]}
                    inner: {anyOf: [{$ref: '#/components/schemas/Inner'}, {type: 'null'}]}
                Inner:
                  type: object
                  required: [n]
                  properties:
                    n: {type: integer}
            """;
    private static final String THING =
            """
            {"name":null,"at":"2026-11-20T23:00:00.000Z","word":"A","inner":{"n":1}}\
            """;

    private final OpenApiContract contract = OpenApiContract.of(DOCUMENT);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void listen() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void takesWhatTheDocumentDeclares() throws Exception {
        holds(get(200, Map.of("ETag", "1", "Lag", "7"), THING));
        holds(get(200, Map.of("ETag", "1"), THING.replace("{\"n\":1}", "null")));
        holds(get(304, Map.of(), ""));
    }

    @Test
    void namesAMemberThatIsMissing() throws Exception {
        differs(get(200, Map.of("ETag", "1"), THING.replace("\"name\":null,", "")), "name");
        differs(get(200, Map.of("ETag", "1"), THING.replace("\"n\":1", "")), "inner");
    }

    @Test
    void namesAMemberThatIsNotDeclared() throws Exception {
        differs(get(200, Map.of("ETag", "1"), THING.replace("{\"name", "{\"x\":1,\"name")), "'x'");
        differs(get(200, Map.of("ETag", "1"), THING.replace("\"n\":1", "\"n\":1,\"y\":2")), "'y'");
    }

    @Test
    void namesAValueThatIsWrong() throws Exception {
        differs(get(200, Map.of("ETag", "1"), THING.replace("\"A\"", "\"C\"")), "word");
        differs(get(200, Map.of("ETag", "1"), THING.replace("2026-11-20T", "")), "date-time");
    }

    @Test
    void namesAHeaderThatIsMissingOrWrong() throws Exception {
        differs(get(200, Map.of(), THING), "ETag");
        differs(get(200, Map.of("ETag", "1", "Lag", "-1"), THING), "Lag");
        differs(get(200, Map.of("ETag", "1", "Lag", "x"), THING), "Lag");
    }

    @Test
    void namesAStatusABodyOrAMediaTypeThatIsNotDeclared() throws Exception {
        differs(get(404, Map.of(), "{}"), "status");
        differs(get(200, Map.of("ETag", "1", "Content-Type", "text/csv"), "a,b"), "text/csv");
        differs(get(200, Map.of("ETag", "1"), "nonsense"), "not JSON");
    }

    @Test
    void aLiteralPathComesBeforeAVariableOne() throws Exception {
        holds(send("GET", "/things/all", 200, Map.of(), "[" + THING + "]"));
    }

    @Test
    void aMethodThatAPathLacksMustBeRefused() throws Exception {
        holds(send("POST", "/things/1", 405, Map.of(), "{}"));
        differs(send("POST", "/things/1", 200, Map.of(), "{}"), "method");
        holds(send("GET", "/elsewhere", 200, Map.of(), "anything"));
    }

    private HttpResponse<String> get(int status, Map<String, String> headers, String body)
            throws Exception {
        return send("GET", "/things/1", status, headers, body);
    }

    private HttpResponse<String> send(
            String method, String path, int status, Map<String, String> headers, String body)
            throws Exception {
        var context =
                server.createContext(
                        path,
                        exchange -> {
                            var bytes = body.getBytes(StandardCharsets.UTF_8);
                            exchange.getResponseHeaders().set("Content-Type", "application/json");
                            headers.forEach(exchange.getResponseHeaders()::set);
                            exchange.sendResponseHeaders(
                                    status, bytes.length == 0 ? -1 : bytes.length);
                            try (var out = exchange.getResponseBody()) {
                                out.write(bytes);
                            }
                        });
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
            var request =
                    HttpRequest.newBuilder(URI.create(address))
                            .method(method, BodyPublishers.noBody())
                            .build();
            return client.send(request, BodyHandlers.ofString());
        } finally {
            server.removeContext(context);
        }
    }

    private void holds(HttpResponse<String> answer) {
        assertThatCode(() -> contract.requireHeld(answer)).doesNotThrowAnyException();
    }

    private void differs(HttpResponse<String> answer, String named) {
        assertThatThrownBy(() -> contract.requireHeld(answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(named);
    }
}
