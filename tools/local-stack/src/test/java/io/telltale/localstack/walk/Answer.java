package io.telltale.localstack.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What a GET answered.
 *
 * @param status HTTP status; 0 when there was no answer
 * @param contentType without parameters; empty when there is none
 * @param json the body; missing when it is not JSON
 */
record Answer(int status, String contentType, JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Answer of(HttpClient http, URI base, String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT).build();
        try {
            return of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return new Answer(0, "", JSON.missingNode());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer of(HttpResponse<String> response) {
        var type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        try {
            var json = type.endsWith("json") ? JSON.readTree(response.body()) : JSON.missingNode();
            return new Answer(response.statusCode(), type, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
