package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** JSON over HTTP from one address. */
final class Http {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();

    Http(URI base) {
        this.base = base;
    }

    /** One JSON document. */
    JsonNode get(String path) throws IOException {
        return JSON.readTree(checked(request(path).GET()).body());
    }

    /** A JSON document per line. */
    List<JsonNode> lines(String path) throws IOException {
        return checked(request(path).GET()).body().lines().map(Http::parse).toList();
    }

    /** Sends a body and expects 2xx. */
    String send(String method, String path, String contentType, String body) throws IOException {
        return checked(
                        request(path)
                                .header("Content-Type", contentType)
                                .method(method, BodyPublishers.ofString(body)))
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    }

    private HttpResponse<String> checked(HttpRequest.Builder request) throws IOException {
        var built = request.build();
        try {
            var response = client.send(built, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(
                        "%s %s answered %d: %s"
                                .formatted(
                                        built.method(),
                                        built.uri(),
                                        response.statusCode(),
                                        response.body()));
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
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
