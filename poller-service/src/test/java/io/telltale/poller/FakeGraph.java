package io.telltale.poller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Graph and its sign-in in one. A refresh brings a new refresh token; the one before ends as soon
 * as the new one, or the access token that came with it, is used.
 */
final class FakeGraph implements AutoCloseable {

    private static final String REFUSAL = "{\"error\":\"invalid_grant\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int expiresIn;
    private final Map<String, String> replacedBy = new HashMap<>();
    private final Map<String, String> clients = new HashMap<>();
    private final Set<String> good = new HashSet<>();
    private final List<String> story = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<Runnable>> beforeTokens =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Runnable>> beforeCommand =
            new AtomicReference<>(Optional.empty());
    private int given;

    /** Takes this refresh token first. */
    FakeGraph(String firstRefreshToken, int expiresIn) throws IOException {
        this.expiresIn = expiresIn;
        good.add(firstRefreshToken);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/consumers/oauth2/v2.0/token", this::tokens);
        server.createContext("/beta/", this::command);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Once, after a refresh was taken and before it is answered. */
    void beforeNextTokens(Runnable action) {
        beforeTokens.set(Optional.of(action));
    }

    /** Once, before a command is listed. */
    void beforeNextCommand(Runnable action) {
        beforeCommand.set(Optional.of(action));
    }

    /** "first refreshes", "first is refused", "first reads", in their order. */
    List<String> story() {
        return story;
    }

    long count(String step) {
        return story.stream().filter(step::equals).count();
    }

    private void tokens(HttpExchange exchange) throws IOException {
        var form = form(exchange);
        var used = form.getOrDefault("refresh_token", "");
        var client = form.getOrDefault("client_id", "");
        String body;
        synchronized (this) {
            if (good.contains(used)) {
                uses(used);
                story.add(client + " refreshes");
                body = give(used, client);
            } else {
                story.add(client + " is refused");
                body = "";
            }
        }
        beforeTokens.getAndSet(Optional.empty()).ifPresent(Runnable::run);
        answer(exchange, body.isEmpty() ? 400 : 200, body.isEmpty() ? REFUSAL : body);
    }

    private String give(String used, String client) {
        given++;
        var access = "access-" + given;
        var refresh = "refresh-" + given;
        replacedBy.put(access, used);
        replacedBy.put(refresh, used);
        clients.put(access, client);
        good.add(access);
        good.add(refresh);
        return "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\",\"refresh_token\":\"%s\"}"
                .formatted(expiresIn, access, refresh);
    }

    private void uses(String token) {
        var before = replacedBy.remove(token);
        if (before != null) {
            good.remove(before);
        }
    }

    private void command(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
        boolean known;
        synchronized (this) {
            known = good.contains(token);
            uses(token);
            story.add(clients.get(token) + " reads");
        }
        beforeCommand.getAndSet(Optional.empty()).ifPresent(Runnable::run);
        answer(exchange, known ? 200 : 401, page(exchange.getRequestURI()));
    }

    /** A command that goes on, or one of two pages of devices. */
    private String page(URI asked) {
        if (!asked.getPath().endsWith("/devices")) {
            return "{\"id\":\"c\",\"status\":\"executing\"}";
        }
        return "$skiptoken=2".equals(asked.getRawQuery())
                ? "{\"value\":[{\"Name\":\"second\",\"id\":\"d-2\",\"Kind\":\"Tablet\"}]}"
                : """
                {"value":[{"name":"first","id":"d-1"}],"@odata.nextLink":"%s/beta/me/devices?$skiptoken=2"}
                """
                        .formatted(address());
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
