package io.telltale.simulator.thingspace.callback;

import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.WireText;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One POST to a listener, with the headers that ThingSpace sends. */
@Singleton
final class ListenerCall {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 32;
    private static final String ANY_SOURCE = "";

    private final Switches switches;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);

    ListenerCall(Switches switches) {
        this.switches = switches;
    }

    /**
     * Starts a call; waits only for its turn.
     *
     * @return the status of the answer; 0 without answer in time or without connection
     */
    CompletableFuture<Integer> send(SimulatedListener listener, WireText.Written body)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(listener.url())
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", body.contentType())
                        .header("User-Agent", "Verizon's callback service")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.body()))
                        .build();
        running.acquire();
        try {
            return clients.computeIfAbsent(source(), ListenerCall::client)
                    .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenApply(answer -> answer.statusCode())
                    .exceptionally(_ -> 0)
                    .whenComplete((_, _) -> running.release());
        } catch (RuntimeException e) {
            running.release();
            throw e;
        }
    }

    /** Whether a call is answered within a time. */
    boolean isAnswered(CompletableFuture<Integer> sent, Duration limit)
            throws InterruptedException {
        try {
            sent.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException _) {
            return sent.isDone();
        }
        return true;
    }

    private String source() {
        var sources = switches.quirks().callback().callbackSources();
        return sources.isEmpty()
                ? ANY_SOURCE
                : sources.get(Math.floorMod(turn.getAndIncrement(), sources.size()));
    }

    private static HttpClient client(String source) {
        var builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT_LIMIT);
        try {
            return source.equals(ANY_SOURCE)
                    ? builder.build()
                    : builder.localAddress(InetAddress.getByName(source)).build();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(source + " is not an address", e);
        }
    }

    /** Ends the calls that are under way, as unreachable. */
    void stop() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
