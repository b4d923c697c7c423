package io.telltale.localstack.check.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends reads at a constant rate, however slow the answers are. Each goes to the next instance in
 * turn; one that does not answer, or answers 503, is followed by the others, once each. A read that
 * comes while {@value #MOST_WAITING} others wait counts as not answered.
 */
final class ReadLoad {

    /** Of one instance. It may wait 3 s for what is on its way. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Reads that wait for an answer. More would only keep a busy machine busy. */
    private static final int MOST_WAITING = 100;

    private static final long NANOS = Duration.ofSeconds(1).toNanos();
    private static final Set<Integer> EXPECTED = Set.of(200, 404, 503);
    private static final JsonMapper JSON = new JsonMapper();

    private final List<URI> instances;
    private final ReadDraw draw;
    private final AnswerLog log;
    private final AtomicLong errors = new AtomicLong();
    private final Semaphore free = new Semaphore(MOST_WAITING);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .executor(threads)
                    .build();

    ReadLoad(List<URI> instances, ReadDraw draw, AnswerLog log) {
        this.instances = List.copyOf(instances);
        this.draw = draw;
        this.log = log;
    }

    /** Sends until it is interrupted; then waits for the answers. */
    void send(int perSecond) {
        var begin = System.nanoTime();
        for (var number = 0L; sleepUntil(begin + number * NANOS / perSecond); number++) {
            var read = draw.next();
            var first = (int) (number % instances.size());
            if (free.tryAcquire()) {
                threads.execute(() -> {
                    log.add(answer(read, first));
                    free.release();
                });
            } else {
                log.add(missed(read, first, Instant.now(), "too many wait for an answer"));
            }
        }
        threads.close();
        http.close();
    }

    private static boolean sleepUntil(long nanos) {
        try {
            var left = nanos - System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.max(0, left)));
            return !Thread.currentThread().isInterrupted();
        } catch (InterruptedException _) {
            return false;
        }
    }

    private ReadAnswer answer(Read read, int first) {
        var sentAt = Instant.now();
        var answer = ask(read, first, sentAt);
        for (var other = 1; other < instances.size() && !answer.isAnswered(); other++) {
            answer = ask(read, (first + other) % instances.size(), sentAt);
        }
        if (read.kind() == ReadKind.DEVICES && answer.isFound()) {
            turnPage(answer);
        }
        return answer;
    }

    private ReadAnswer ask(Read read, int instance, Instant sentAt) {
        var request =
                HttpRequest.newBuilder(URI.create(instances.get(instance) + read.path()))
                        .timeout(LIMIT)
                        .build();
        try {
            return answer(read, instance, sentAt, http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return missed(read, instance, sentAt, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nothing interrupts a read", e);
        }
    }

    private static ReadAnswer missed(Read read, int instance, Instant sentAt, String why) {
        return new ReadAnswer(read, sentAt, Instant.now(), instance, 0, null, "", why);
    }

    private ReadAnswer answer(
            Read read, int instance, Instant sentAt, HttpResponse<String> response) {
        var headers = response.headers();
        if (!EXPECTED.contains(response.statusCode())) {
            errors.incrementAndGet();
        }
        return new ReadAnswer(
                read,
                sentAt,
                Instant.now(),
                instance,
                response.statusCode(),
                headers.firstValue("Telltale-As-Of").map(Instant::parse).orElse(null),
                headers.firstValue("Telltale-Role").orElse(""),
                response.body());
    }

    /** How many answers had another status than 200, 404 or 503. */
    long errors() {
        return errors.get();
    }

    private void turnPage(ReadAnswer answer) {
        try {
            var body = JSON.readTree(answer.body());
            var items = body.path("items");
            var last = items.path(items.size() - 1).path("deviceKey").asText();
            draw.goOn(last, body.path("nextCursor").asText(""));
        } catch (IOException _) {
            draw.goOn("", "");
        }
    }
}
