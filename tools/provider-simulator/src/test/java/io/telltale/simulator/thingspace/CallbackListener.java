package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.telltale.simulator.json.SimulatorJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An HTTP server that takes callbacks; it refuses or holds as many as the test wants. */
public final class CallbackListener implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicBoolean holds = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);
    private int refusals;

    public CallbackListener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /**
     * A callback.
     *
     * @param body a missing node when it is not JSON
     * @param text the body, a character for a byte
     * @param source the address that it came from
     */
    public record Received(Headers headers, JsonNode body, String text, String source) {}

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    public synchronized void refuse(int callbacks) {
        refusals = callbacks;
    }

    /** Callbacks that came and were not asked for yet. */
    public int waiting() {
        return received.size();
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

    /** Leaves the next callback unanswered until {@link #release}. */
    public void holdNext() {
        holds.set(true);
    }

    public void release() {
        released.countDown();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        received.add(
                new Received(
                        exchange.getRequestHeaders(),
                        SimulatorJson.lenient(body),
                        new String(body, StandardCharsets.ISO_8859_1),
                        exchange.getRemoteAddress().getAddress().getHostAddress()));
        if (holds.getAndSet(false)) {
            awaitRelease();
        }
        exchange.sendResponseHeaders(status(), -1);
        exchange.close();
    }

    private synchronized int status() {
        refusals--;
        return refusals >= 0 ? 503 : 204;
    }

    private void awaitRelease() throws IOException {
        try {
            if (!released.await(10, TimeUnit.SECONDS)) {
                throw new IOException("not released within 10 s");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
