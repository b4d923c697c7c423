package io.telltale.benchmarks.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.telltale.benchmarks.mix.Batch;
import io.telltale.benchmarks.mix.BenchmarkFleet;
import io.telltale.recomputation.ExpectedWorld;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Compares devices drawn by chance, and the push numbers of these devices. */
public final class AnswerCheck {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final BenchmarkFleet fleet;
    private final TreeSet<Integer> drawn = new TreeSet<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper json = new JsonMapper();

    /**
     * Draws devices.
     *
     * @param most how many; all if there are not so many
     */
    public AnswerCheck(BenchmarkFleet fleet, long seed, int most) {
        this.fleet = fleet;
        var random = new SplittableRandom(seed);
        while (drawn.size() < Math.min(most, fleet.devices())) {
            drawn.add(random.nextInt(fleet.devices()));
        }
    }

    /** How many devices are compared. */
    public int devices() {
        return drawn.size();
    }

    /**
     * Asks for each device and compares.
     *
     * @param events publishes all events once more
     * @return differences, for people
     */
    public List<String> differences(URI server, Consumer<Consumer<Batch>> events)
            throws InterruptedException {
        var rows = new PublishedRows(refs());
        events.accept(rows::add);
        var world = new ExpectedWorld(rows.links(), rows.rows(), Instant.now());
        var differences = new ArrayList<String>();
        for (var device : drawn) {
            for (var ref : List.of(fleet.imei(device), fleet.push(device))) {
                var expected = DeviceFacts.expected(world, ref);
                try {
                    var answered = answered(server, ref);
                    if (!answered.equals(expected)) {
                        differences.add(
                                "%s: expected %s, was %s".formatted(ref, expected, answered));
                    }
                } catch (IOException e) {
                    differences.add("%s: expected %s, was %s".formatted(ref, expected, e));
                }
            }
        }
        return differences;
    }

    /** Devices share SIMs with their neighbours, so these are needed to know them. */
    private Set<String> refs() {
        var refs = new HashSet<String>();
        for (var device : drawn) {
            refs.addAll(fleet.refs(device));
            refs.addAll(fleet.refs(device ^ 1));
        }
        return refs;
    }

    private DeviceFacts answered(URI server, String ref) throws IOException, InterruptedException {
        var path = "/devices/" + URLEncoder.encode(ref, StandardCharsets.UTF_8);
        var tasks = new ArrayList<JsonNode>();
        var query = "?limit=200";
        while (true) {
            var page = get(server.resolve(path + "/tasks" + query));
            page.path("items").forEach(tasks::add);
            var cursor = page.path("nextCursor");
            if (!cursor.isTextual()) {
                return DeviceFacts.answered(get(server.resolve(path)), tasks);
            }
            query =
                    "?limit=200&cursor="
                            + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
        }
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(
                    "GET %s answered %d %s".formatted(uri, response.statusCode(), response.body()));
        }
        return json.readTree(response.body());
    }
}
