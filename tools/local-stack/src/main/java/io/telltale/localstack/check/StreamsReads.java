package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads devices and campaigns as a program outside does: by HTTP, page by page, asking again where
 * the answer is "not now". May be used by several threads.
 */
final class StreamsReads {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int OK = 200;
    private static final int UNKNOWN = 404;
    private static final int NOT_NOW = 503;

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StreamsReads(URI base) {
        this.base = base;
    }

    /** How far behind what came in the answers are; empty while nothing is answered. */
    OptionalLong lag() throws InterruptedException {
        try {
            var header = send("/devices/imei:0").headers().firstValue("Telltale-Lag");
            return header.isPresent()
                    ? OptionalLong.of(Long.parseLong(header.get()))
                    : OptionalLong.empty();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /**
     * One document; empty where it is unknown.
     *
     * @throws IllegalStateException if it is neither, or "not now" for more than a minute and a
     *     half
     */
    Optional<JsonNode> find(String path) throws InterruptedException {
        var begin = System.nanoTime();
        while (true) {
            try {
                var answer = send(path);
                switch (answer.statusCode()) {
                    case OK -> {
                        return Optional.of(JSON.readTree(answer.body()));
                    }
                    case UNKNOWN -> {
                        return Optional.empty();
                    }
                    default ->
                            waitFor(
                                    path,
                                    answer.statusCode() == NOT_NOW,
                                    begin,
                                    answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                waitFor(path, true, begin, e.toString());
            }
        }
    }

    private static void waitFor(String path, boolean isWorthIt, long begin, String answer)
            throws InterruptedException {
        if (!isWorthIt || System.nanoTime() - begin > PATIENCE.toNanos()) {
            throw new IllegalStateException("GET %s answered %s".formatted(path, answer));
        }
        Thread.sleep(PAUSE);
    }

    /** All items of a list, page by page; empty where it is unknown. */
    Optional<List<JsonNode>> list(String path, int limit) throws InterruptedException {
        var items = new ArrayList<JsonNode>();
        var next = path + "?limit=" + limit;
        while (true) {
            var page = find(next);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            page.get().path("items").forEach(items::add);
            var cursor = page.get().path("nextCursor");
            if (!cursor.isTextual()) {
                return Optional.of(items);
            }
            next = "%s?limit=%d&cursor=%s".formatted(path, limit, encoded(cursor.asText()));
        }
    }

    /** A ref as part of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
