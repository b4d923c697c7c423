package io.telltale.localstack.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dead letters of a poller-service over HTTP. Waits a little where it is told to. */
public final class LetterApi {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 20;
    private static final int NOT_NOW = 503;

    private final URI base;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    /**
     * At this address.
     *
     * @param token an admin token, where the service wants one
     */
    public LetterApi(URI base, Optional<String> token) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
        this.token = token;
    }

    /**
     * What a request came to.
     *
     * @param status of HTTP
     * @param json the body
     */
    public record Answer(int status, JsonNode json) {

        /** Whether it did what was asked. */
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** Reads. */
    public Answer get(String path, Map<String, String> query) throws IOException {
        return send("GET", path, query);
    }

    /** Has something done. */
    public Answer post(String path, Map<String, String> query) throws IOException {
        return send("POST", path, query);
    }

    private Answer send(String method, String path, Map<String, String> query) throws IOException {
        var address = URI.create(base + "/dead-letters" + path + text(query));
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(LIMIT)
                        .method(method, BodyPublishers.noBody());
        token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            for (var tries = 1; answer.statusCode() == NOT_NOW && tries < MOST_TRIES; tries++) {
                Thread.sleep(
                        Duration.ofSeconds(
                                answer.headers().firstValueAsLong("Retry-After").orElse(1)));
                answer = http.send(request.build(), BodyHandlers.ofByteArray());
            }
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
