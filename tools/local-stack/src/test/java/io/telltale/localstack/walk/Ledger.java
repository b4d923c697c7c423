package io.telltale.localstack.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The ledger of the simulator: what its providers answered or sent, and what was acknowledged. */
final class Ledger {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Ledger() {}

    /** The lines of one system, in their order. */
    static List<JsonNode> of(HttpClient http, URI simulator, String system) {
        var request =
                HttpRequest.newBuilder(URI.create(simulator + "/simulator/ledger"))
                        .timeout(LIMIT)
                        .build();
        try {
            return http.send(request, BodyHandlers.ofLines())
                    .body()
                    .map(Ledger::parse)
                    .filter(line -> line.path("system").asText().equals(system))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
