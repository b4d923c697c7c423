package io.telltale.poller.http;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.telltale.schemas.settings.Secret;
import io.telltale.service.access.HttpServerSettings;
import io.telltale.service.query.Query;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends requests to other instances of the cluster, with our first read or admin token. */
@Singleton
final class OtherInstances {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PROVIDERS_LIMIT = Duration.ofSeconds(40);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ObjectMapper json;
    private final Optional<Secret> token;

    OtherInstances(HttpServerSettings edge, ObjectMapper json) {
        this.json = json;
        this.token =
                Stream.concat(edge.readTokens().stream(), edge.adminTokens().stream()).findFirst();
    }

    /** The first of its tasks after an id. */
    InstanceTasks after(String address, String id, TaskFilter filter, int limit)
            throws NoAnswerException {
        return ask(
                        address,
                        "/instance/poll-tasks?after=%s&limit=%d%s"
                                .formatted(Query.encoded(id), limit, filter.query()),
                        LIMIT,
                        InstanceTasks.class)
                .orElseThrow(() -> new NoAnswerException(address, "HTTP 404"));
    }

    /** One of its tasks; empty when it does not poll it. */
    Optional<PollTaskJson> find(String address, String id) throws NoAnswerException {
        return ask(address, "/instance/poll-tasks/" + Query.encoded(id), LIMIT, PollTaskJson.class);
    }

    /** A page of devices of an account that it polls. */
    GraphDevicePage devices(String address, String account, Optional<String> cursor)
            throws NoAnswerException {
        var query = cursor.map(text -> "?cursor=" + Query.encoded(text)).orElse("");
        var path = "/instance/graph/%s/devices%s".formatted(Query.encoded(account), query);
        return ask(address, path, PROVIDERS_LIMIT, GraphDevicePage.class)
                .orElseThrow(() -> new NoAnswerException(address, "HTTP 404"));
    }

    /** An instance did not answer in time, or with an error. */
    static final class NoAnswerException extends Exception {
        NoAnswerException(String address, String why) {
            super("%s does not answer: %s".formatted(address, why));
        }
    }

    private <T> Optional<T> ask(String address, String path, Duration limit, Class<T> type)
            throws NoAnswerException {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(limit);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(json.readValue(answer.body(), Argument.of(type)));
                case 404 -> Optional.empty();
                default -> throw new NoAnswerException(address, "HTTP " + answer.statusCode());
            };
        } catch (IOException e) {
            throw new NoAnswerException(address, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException(address, "interrupted");
        }
    }
}
