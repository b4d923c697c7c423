package io.telltale.poller.http;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.telltale.service.peer.PeerClient;
import io.telltale.service.peer.PeerUnavailableException;
import io.telltale.service.query.Query;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to other instances of the cluster. */
@Singleton
final class OtherInstances {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration PROVIDERS_LIMIT = Duration.ofSeconds(40);

    private final PeerClient peers;
    private final ObjectMapper json;

    OtherInstances(PeerClient peers, ObjectMapper json) {
        this.peers = peers;
        this.json = json;
    }

    /** The first of its tasks after an id. */
    InstanceTasks after(String address, String id, TaskFilter filter, int limit)
            throws PeerUnavailableException {
        return ask(
                        address,
                        "poll-tasks?after=%s&limit=%d%s"
                                .formatted(Query.encoded(id), limit, filter.query()),
                        LIMIT,
                        InstanceTasks.class)
                .orElseThrow(() -> new PeerUnavailableException(address, "HTTP 404"));
    }

    /** One of its tasks; empty when it does not poll it. */
    Optional<PollTaskJson> find(String address, String id) throws PeerUnavailableException {
        return ask(address, "poll-tasks/" + Query.encoded(id), LIMIT, PollTaskJson.class);
    }

    /** A page of devices of an account that it polls. */
    GraphDevicePage devices(String address, String account, Optional<String> cursor)
            throws PeerUnavailableException {
        var query = cursor.map(text -> "?cursor=" + Query.encoded(text)).orElse("");
        var path = "graph/%s/devices%s".formatted(Query.encoded(account), query);
        return ask(address, path, PROVIDERS_LIMIT, GraphDevicePage.class)
                .orElseThrow(() -> new PeerUnavailableException(address, "HTTP 404"));
    }

    private <T> Optional<T> ask(String address, String path, Duration limit, Class<T> type)
            throws PeerUnavailableException {
        var answer = peers.get(address, path, limit);
        try {
            return answer.isPresent()
                    ? Optional.of(json.readValue(answer.get(), Argument.of(type)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PeerUnavailableException(address, "its answer is no " + type.getSimpleName());
        }
    }
}
