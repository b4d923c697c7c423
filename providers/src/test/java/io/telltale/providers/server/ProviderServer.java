package io.telltale.providers.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.RequestBudget;
import io.telltale.providers.http.SendLimits;
import io.telltale.providers.proxy.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A small real HTTP server on a free port with answers that a test defines. */
public final class ProviderServer implements BeforeEachCallback, AfterEachCallback {

    private final Map<String, Deque<Handler>> handlers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<HttpSender> senders = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server = created();

    /** Writes an answer. */
    public interface Handler {
        /** Writes it and closes. */
        void handle(HttpExchange exchange) throws IOException;
    }

    /**
     * A request that came.
     *
     * @param target method, path and query
     * @param headers first value of each
     * @param body text
     */
    public record Asked(String target, Map<String, String> headers, String body) {}

    private static HttpServer created() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        senders.forEach(HttpSender::close);
        server.stop(0);
        threads.shutdownNow();
    }

    /** Its address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A sender to this server with the usual limits. */
    public HttpSender sender(Clock clock) {
        return sender(SendLimits.USUAL, clock);
    }

    /** A sender to this server, as fast as it can. */
    public HttpSender sender(SendLimits limits, Clock clock) {
        return sender(limits, clock, RequestBudget.unlimited());
    }

    /** A sender to this server. */
    public HttpSender sender(SendLimits limits, Clock clock, RequestBudget budget) {
        var sender = new HttpSender(address(), limits, clock, budget, ProxySettings.UNSET);
        senders.add(sender);
        return sender;
    }

    /**
     * Answers requests whose method and path are these. Called several times, it gives the answers
     * in that order and repeats the last.
     *
     * @param headers name, value, name, value
     */
    public void answers(String methodAndPath, int status, String body, String... headers) {
        answers(
                methodAndPath,
                exchange -> {
                    for (var i = 0; i < headers.length; i += 2) {
                        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
                    }
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                });
    }

    /** The same with an answer of any kind. */
    public void answers(String methodAndPath, Handler handler) {
        handlers.computeIfAbsent(methodAndPath, _ -> new ArrayDeque<>()).add(handler);
    }

    /** What was asked, in order. */
    public List<Asked> asked() {
        return asked;
    }

    /** What was asked of this method and path. */
    public List<Asked> asked(String methodAndPath) {
        return asked.stream()
                .filter(each -> (each.target() + "?").startsWith(methodAndPath + "?"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = new ConcurrentHashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        var method = exchange.getRequestMethod();
        asked.add(new Asked(method + " " + exchange.getRequestURI(), headers, body));
        try (exchange) {
            next(method + " " + exchange.getRequestURI().getRawPath()).handle(exchange);
        }
    }

    private Handler next(String methodAndPath) {
        var queue = handlers.get(methodAndPath);
        if (queue == null) {
            return exchange -> exchange.sendResponseHeaders(404, -1);
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.getFirst();
        }
    }
}
