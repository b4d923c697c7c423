package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.telltale.simulator.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An HTTP server that takes callbacks; it refuses as many as it was told to, then accepts. */
public final class CallbackListener implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private int refusals;

    public CallbackListener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    public record Received(Headers headers, JsonNode body) {}

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    public synchronized void refuse(int callbacks) {
        refusals = callbacks;
    }

    public Received next() throws InterruptedException {
        var next = received.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no callback within 10 s");
        }
        return next;
    }

    public @Nullable Received nextWithin(long millis) throws InterruptedException {
        return received.poll(millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        received.add(
                new Received(
                        exchange.getRequestHeaders(),
                        Json.lenient(exchange.getRequestBody().readAllBytes())));
        exchange.sendResponseHeaders(refusals > 0 ? 503 : 204, -1);
        refusals--;
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
