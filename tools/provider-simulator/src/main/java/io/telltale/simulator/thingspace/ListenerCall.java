package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** One POST to a listener, with the headers that ThingSpace sends. */
@Singleton
final class ListenerCall {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 16;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_LIMIT)
                    .build();
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);

    /** How a listener took a callback. */
    sealed interface Outcome {

        /** Any answer of the listener. */
        record Answered(int status) implements Outcome {}

        /** No answer in time, or no connection. */
        record Unreachable() implements Outcome {}

        default boolean isAcceptance() {
            return switch (this) {
                case Answered(var status) -> status / 100 == 2;
                case Unreachable() -> false;
            };
        }
    }

    Outcome send(Listener listener, JsonNode body) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(listener.url())
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "Verizon's callback service")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build();
        running.acquire();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            return new Outcome.Answered(answer.statusCode());
        } catch (IOException _) {
            return new Outcome.Unreachable();
        } finally {
            running.release();
        }
    }

    /** Ends the calls that are under way, as unreachable. */
    void stop() {
        client.shutdownNow();
    }
}
