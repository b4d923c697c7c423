package io.telltale.localstack.letters;

import static io.telltale.localstack.http.Http.encoded;

import io.telltale.localstack.http.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The dead letters of a poller-service over HTTP. Waits and tries again where it answers 503. */
public final class LetterApi {

    private static final int MOST_TRIES = 20;
    private static final int NOT_NOW = 503;

    private final Http http;

    /**
     * At this address.
     *
     * @param token an admin token, where the service wants one
     */
    public LetterApi(URI base, Optional<String> token) {
        this.http = new Http(base, token);
    }

    /** Reads. */
    public Http.Answer get(String path, Map<String, String> query) throws IOException {
        return send("GET", path, query);
    }

    /** Has something done. */
    public Http.Answer post(String path, Map<String, String> query) throws IOException {
        return send("POST", path, query);
    }

    private Http.Answer send(String method, String path, Map<String, String> query)
            throws IOException {
        var target = "/dead-letters" + path + text(query);
        try {
            var answer = http.send(method, target, "", "");
            for (var tries = 1; answer.status() == NOT_NOW && tries < MOST_TRIES; tries++) {
                Thread.sleep(
                        Duration.ofSeconds(
                                answer.headers().firstValueAsLong("Retry-After").orElse(1)));
                answer = http.send(method, target, "", "");
            }
            return answer;
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
}
