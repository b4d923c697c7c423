package io.telltale.streams.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.record.Channel;
import io.telltale.streams.topology.Given;
import io.telltale.testing.Await;
import io.telltale.testing.RegistryServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fleet in use never stands still, so nothing may wait for it to. */
@Timeout(300)
@Tag("slow")
class QueriesWhileEventsFlowTest {

    private static final int A_SECOND = 50;
    private static final int SECONDS = 60;
    private static final int DEVICES = 40;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir private Path folder;

    @Test
    void listsAreAnswered_unknownDevicesAreUnknown_andAStreamMissesNothing() throws Exception {
        try (var broker = TestTopics.create();
                var registry = RegistryServer.registeringLookups();
                var feed = new EventFeed(broker, registry);
                var service = new LiveService(broker, registry, folder.resolve("data"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            feed.write(DEVICES, Duration.ZERO, number -> sms(number, "first " + number));
            awaitCaughtUp(service);
            var live = service.stream("/devices/" + ref(0) + "/live", Optional.empty());
            awaitOpen(live);
            var streamed = threads.submit(() -> texts(live, SECONDS * A_SECOND / DEVICES));

            var writing =
                    threads.submit(() -> {
                        feed.write(
                                SECONDS * A_SECOND,
                                Duration.ofSeconds(1).dividedBy(A_SECOND),
                                number -> sms(number, "text " + number));
                        return null;
                    });
            var answers = askUntil(writing, service);

            writing.get();
            assertThat(answers.keySet())
                    .as("answers by path and status")
                    .isSubsetOf(
                            "/devices 200",
                            "/campaigns 200",
                            "/devices/known 200",
                            "/devices/unknown 404");
            assertThat(answers).hasSize(4);
            assertThat(streamed.get())
                    .isEqualTo(
                            IntStream.range(0, SECONDS * A_SECOND)
                                    .filter(number -> number % DEVICES == 0)
                                    .mapToObj(number -> "text " + number)
                                    .toList());
        }
    }

    private static void awaitCaughtUp(LiveService service) throws Exception {
        for (var number = 0; number < DEVICES; number++) {
            var path = "/devices/" + ref(number);
            Await.until(() -> service.get(path).statusCode() == 200, () -> path + " is not there");
        }
        Await.until(
                () -> service.get("/devices/imei:1").statusCode() == 404,
                () -> "a device that nobody names is there");
    }

    private static void awaitOpen(BufferedReader live) throws IOException {
        while (!live.readLine().equals(":")) {
            // until the comment that says it is open
        }
    }

    /** Texts of the next messages, as the stream has them. */
    private static List<String> texts(BufferedReader live, int count) throws IOException {
        var texts = new ArrayList<String>();
        while (texts.size() < count) {
            var line = live.readLine();
            if (line.startsWith("data: ")) {
                texts.add(line.replaceFirst(".*\"text\":\"(text \\d+)\".*", "$1"));
            }
        }
        return texts;
    }

    /**
     * How often each path was answered with each status. A copy that is older than the limit, as on
     * a machine that stood still, may say so instead of 404; it is left out.
     */
    private static Map<String, Integer> askUntil(Future<?> end, LiveService service)
            throws Exception {
        var answers = new TreeMap<String, Integer>();
        for (var number = 0; !end.isDone(); number++) {
            var list = service.get("/devices?limit=500");
            answers.merge("/devices " + list.statusCode(), 1, Integer::sum);
            var campaigns = service.get("/campaigns");
            answers.merge("/campaigns " + campaigns.statusCode(), 1, Integer::sum);
            var known = service.get("/devices/" + ref(number % DEVICES));
            answers.merge("/devices/known " + known.statusCode(), 1, Integer::sum);
            var unknown = service.get("/devices/" + ref(DEVICES + number));
            if (unknown.statusCode() != 503 || isFresh(unknown)) {
                answers.merge("/devices/unknown " + unknown.statusCode(), 1, Integer::sum);
            }
        }
        return answers;
    }

    private static boolean isFresh(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Telltale-As-Of")
                .map(Instant::parse)
                .filter(asOf -> asOf.plus(LIMIT).isAfter(Instant.now()))
                .isPresent();
    }

    private static String ref(int number) {
        return "msisdn:%d".formatted(491_700_000_000L + number);
    }

    private static Event sms(int number, String text) {
        var now = Instant.now();
        return new Event.Sms(Given.sms(ref(number % DEVICES), text, Channel.POLL, now, now));
    }
}
