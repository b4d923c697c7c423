package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.localstack.http.Http;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A client of one live stream, as an EventSource is: it comes back 2 s after the stream has ended,
 * to the next instance, with the id of the last event. It takes a stream that is silent for longer
 * than two comments for ended.
 */
final class LiveClient {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(31);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<URI> instances;
    private final String ref;
    private final Supplier<Map<Integer, Long>> ends;
    private final List<LiveEvent> events = new ArrayList<>();
    private int turn;
    private long connections;
    private String lastId = "";
    private Map<Integer, Long> begin = Map.of();

    /**
     * A client that is not connected.
     *
     * @param turn which instance is asked first
     * @param ends of the partitions of the topic of timelines, now
     */
    LiveClient(List<URI> instances, int turn, String ref, Supplier<Map<Integer, Long>> ends) {
        this.instances = List.copyOf(instances);
        this.turn = turn;
        this.ref = ref;
        this.ends = ends;
    }

    /** What came so far. */
    synchronized Received received() {
        return new Received(ref, begin, events);
    }

    /** How often it connected, and got a stream. */
    synchronized long connections() {
        return connections;
    }

    /** Follows until it is interrupted. */
    void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            var instance = instances.get(Math.floorMod(turn++, instances.size()));
            try {
                stream(instance);
            } catch (IOException _) {
                // The next instance goes on with it.
            }
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void stream(URI instance) throws IOException {
        var uri = URI.create(instance + "/devices/" + Http.encoded(ref) + "/live");
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) LONGEST_SILENCE.toMillis());
        connection.setRequestProperty("Accept", "text/event-stream");
        if (!lastId.isEmpty()) {
            connection.setRequestProperty("Last-Event-ID", lastId);
        }
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                connection.getInputStream(), StandardCharsets.UTF_8))) {
            connected();
            var event = new Event();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    take(event);
                    event = new Event();
                } else {
                    event.add(line);
                }
            }
        } finally {
            connection.disconnect();
        }
    }

    /** The fields of an event that is being read. */
    private static final class Event {

        private String id = "";
        private String name = "";
        private String data = "";

        void add(String line) {
            var colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data = value;
                default -> {
                    // A comment, or the time after which to come again.
                }
            }
        }
    }

    private synchronized void connected() {
        connections++;
    }

    private synchronized void take(Event event) throws IOException {
        if (begin.isEmpty()) {
            begin = Map.copyOf(ends.get());
        }
        lastId = event.id.isEmpty() ? lastId : event.id;
        switch (event.name) {
            case "timeline" -> {
                var colon = event.id.indexOf(':');
                events.add(
                        new LiveEvent.Entry(
                                Integer.parseInt(event.id.substring(0, colon)),
                                Long.parseLong(event.id.substring(colon + 1)),
                                JSON.readTree(event.data).path("deviceKey").asText()));
            }
            case "device" ->
                    events.add(
                            new LiveEvent.Moved(
                                    JSON.readTree(event.data).path("deviceKey").asText(),
                                    Instant.now()));
            case "gap" -> events.add(new LiveEvent.Gap());
            default -> {
                // It has an id at most.
            }
        }
    }
}
