package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.telltale.localstack.letters.LetterApi;
import io.telltale.localstack.letters.LetterLines;
import io.telltale.testing.Await;
import io.telltale.testing.TestBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand records among a hundred thousand whose schema is registered too late. */
final class DeadLettersIT {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int ALL = PushEvents.DEVICES * PushEvents.OF_EACH;
    private static final String REASON = "UNKNOWN_SCHEMA";
    private static final String EVENTS = "device.push-action.v1";
    private static final long SEED = 4711;

    @TempDir private Path data;

    @Test
    void poisonIsSetAsideWhole_andOnceReadableEveryRecordCountsOnce() throws Exception {
        var root = Path.of(System.getProperty("telltale.root", "../.."));
        var noTasks = Files.createFile(data.resolve("no-tasks.ndjson"));
        try (var gap = new RegistryWithAGap();
                var http = HttpClient.newHttpClient();
                var stack =
                        new ProcessStack(
                                root,
                                data.resolve("stack"),
                                registry ->
                                        Map.of(
                                                "TELLTALE_REGISTRY_URL",
                                                gap.before(registry).toString(),
                                                "TELLTALE_POLL_TASKS_FILE",
                                                noTasks.toString()))) {
            stack.start();
            var events = new PushEvents(SEED);
            var places =
                    events.write(stack.bootstrapServers(), stack.registry(), RegistryWithAGap.GAP);
            var api = new LetterApi(stack.poller(), Optional.empty());

            Await.untilAsserted(
                    LIMIT,
                    () ->
                            assertThat(processed(http, stack.streams()))
                                    .isEqualTo(ALL - PushEvents.POISON));
            var letters = letters(api);
            assertThat(letters)
                    .as("seed " + SEED)
                    .extracting(letter -> letter.get("position").asText())
                    .containsExactlyInAnyOrderElementsOf(places);
            assertThat(letters).allMatch(letter -> letter.get("redrivable").asBoolean());
            assertThat(letters).allMatch(letter -> letter.get("redriven").isNull());

            gap.register(events.schema());
            twiceAtOnce(api);
            assertThat(redrive(api).get("redriven").asLong()).as("redriven once more").isZero();

            Await.untilAsserted(
                    LIMIT, () -> assertThat(processed(http, stack.streams())).isEqualTo(ALL));
            assertThat(eachDevice(http, stack.streams())).containsOnly(PushEvents.OF_EACH);
            assertThat(letters(api)).hasSize(PushEvents.POISON);
            assertThat(TestBroker.committed(stack.bootstrapServers(), EVENTS))
                    .hasSize(ALL + PushEvents.POISON);
        }
    }

    private static void twiceAtOnce(LetterApi api) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<JsonNode>>();
            for (var i = 0; i < 2; i++) {
                asked.add(threads.submit(() -> redrive(api)));
            }
            var redriven = 0L;
            for (var answer : asked) {
                redriven += answer.get().get("redriven").asLong();
            }
            assertThat(redriven).isEqualTo(PushEvents.POISON);
        }
    }

    private static JsonNode redrive(LetterApi api) throws IOException {
        var lines = new ArrayList<JsonNode>(List.of(NullNode.getInstance()));
        assertThat(new LetterLines(api, lines::add).redriveAll(Map.of("reason", REASON), "proof"))
                .as("%s", lines)
                .isTrue();
        return lines.getLast();
    }

    private static List<JsonNode> letters(LetterApi api) throws IOException {
        var lines = new ArrayList<JsonNode>();
        assertThat(new LetterLines(api, lines::add).list(Map.of("reason", REASON), ALL)).isTrue();
        return lines;
    }

    private static int processed(HttpClient http, URI streams) {
        return eachDevice(http, streams).stream().mapToInt(Integer::intValue).sum();
    }

    private static List<Integer> eachDevice(HttpClient http, URI streams) {
        return IntStream.range(0, PushEvents.DEVICES)
                .mapToObj(number -> Answer.of(http, streams, "/devices/" + PushEvents.ref(number)))
                .map(answer -> answer.json().at("/pushActions/total").asInt())
                .toList();
    }
}
