package io.telltale.localstack.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** JSON over HTTP from one address. May be used by several threads. */
public final class Http {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final Optional<String> token;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .build();

    /** Without a token. */
    public Http(URI base) {
        this(base, Optional.empty());
    }

    /** Sends this bearer token with every request. */
    public Http(URI base, Optional<String> token) {
        this.base = URI.create(base.toString().replaceFirst("/+$", ""));
        this.token = token;
    }

    /**
     * An answer of any status.
     *
     * @param body text; empty where there is none
     */
    public record Answer(int status, HttpHeaders headers, String body) {

        /** Whether it is a 2xx. */
        public boolean isGood() {
            return status / 100 == 2;
        }

        /** The body; missing where there is none. */
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    /**
     * Sends once.
     *
     * @param body JSON or lines of JSON; empty for none
     * @throws IOException if no answer came
     */
    public Answer send(String method, String path, String contentType, String body)
            throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(LIMIT)
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Reads once, whatever the status. */
    public Answer read(String path) throws IOException {
        return send("GET", path, "", "");
    }

    /**
     * Repeats an idempotent request until its answer is final.
     *
     * @param patience after this time the last answer is returned, or the last failure thrown
     */
    public Answer insist(
            String method, String path, String body, Predicate<Answer> isFinal, Duration patience)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        while (true) {
            var isLast = System.nanoTime() - begin > patience.toNanos();
            try {
                var answer = send(method, path, "application/json", body);
                if (isLast || isFinal.test(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                if (isLast || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * One JSON document.
     *
     * @throws IOException if the status is no 2xx
     */
    public JsonNode get(String path) throws IOException {
        return good("GET", path, read(path)).json();
    }

    /** A JSON document per line; the same failure. */
    public List<JsonNode> lines(String path) throws IOException {
        return good("GET", path, read(path)).body().lines().map(Http::parse).toList();
    }

    /** Sends a body; the same failure. */
    public void write(String method, String path, String contentType, String body)
            throws IOException {
        var _ = good(method, path, send(method, path, contentType, body));
    }

    private Answer good(String method, String path, Answer answer) throws IOException {
        if (!answer.isGood()) {
            throw new IOException("%s %s%s answered %s".formatted(method, base, path, answer));
        }
        return answer;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as a part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
