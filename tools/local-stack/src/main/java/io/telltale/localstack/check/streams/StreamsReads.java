package io.telltale.localstack.check.streams;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.http.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads devices and campaigns as a program outside does: by HTTP, page by page, asking again where
 * the answer is 503. May be used by several threads.
 */
public final class StreamsReads {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PROBES = 16;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_READY = 503;

    private final List<Http> instances;
    private final AtomicInteger next = new AtomicInteger();

    /** Reads from these instances in turn. */
    public StreamsReads(List<URI> instances) {
        this.instances = instances.stream().map(Http::new).toList();
    }

    private Http http() {
        return instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
    }

    /**
     * How far the answers have come.
     *
     * @param lag records that are not applied yet; -1 while it is not known
     * @param asOf the time up to which everything is applied; 1970 while it is not known
     */
    public record Position(long lag, Instant asOf) {

        static final Position UNKNOWN = new Position(-1, Instant.EPOCH);
    }

    /** How far the answers have come: the worst of refs that lie in many partitions. */
    public Position position() {
        var worst = new Position(0, Instant.MAX);
        for (var number = 0; number < PROBES; number++) {
            var one = position("/devices/imei:" + number);
            if (one.asOf().isBefore(worst.asOf())) {
                worst = one;
            }
        }
        return worst;
    }

    private Position position(String path) {
        try {
            var headers = http().read(path).headers();
            var lag = headers.firstValue("Telltale-Lag");
            var asOf = headers.firstValue("Telltale-As-Of");
            return lag.isPresent() && asOf.isPresent()
                    ? new Position(Long.parseLong(lag.get()), Instant.parse(asOf.get()))
                    : Position.UNKNOWN;
        } catch (IOException _) {
            return Position.UNKNOWN;
        }
    }

    /**
     * One document; empty where it is unknown.
     *
     * @throws IllegalStateException if it is neither, or 503 for more than a minute and a half
     */
    Optional<JsonNode> find(String path) throws InterruptedException {
        try {
            var answer =
                    http().insist("GET", path, "", each -> each.status() != NOT_READY, PATIENCE);
            return switch (answer.status()) {
                case OK -> Optional.of(answer.json());
                case NOT_FOUND -> Optional.empty();
                default ->
                        throw new IllegalStateException(
                                "GET %s answered %s".formatted(path, answer));
            };
        } catch (IOException e) {
            throw new IllegalStateException("GET " + path, e);
        }
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
            next = "%s?limit=%d&cursor=%s".formatted(path, limit, Http.encoded(cursor.asText()));
        }
    }
}
