package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.mix.Fleet;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asks for devices at a constant rate: request n is due at n times the interval, whatever became of
 * those before, and its latency counts from then on, so that a stall counts for every request that
 * it made late.
 */
final class PointReads {

    private static final int THREADS = 32;
    private static final int DIGITS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_END = Duration.ofMinutes(2);
    private static final int OK = 200;

    private final URI address;
    private final Fleet fleet;
    private final long seed;
    private final int perSecond;
    private final Progress progress;
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();

    PointReads(URI address, Fleet fleet, long seed, int perSecond, Progress progress) {
        this.address = address;
        this.fleet = fleet;
        this.seed = seed;
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /**
     * Sends requests for this long, and waits for their answers.
     *
     * @throws Refusal if one of them was not answered with the device
     */
    Figures.Latencies during(Duration time) throws Refusal, InterruptedException {
        var count = perSecond * time.toSeconds();
        var histogram = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        var next = new AtomicLong();
        var begin = System.nanoTime();
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> send(client, next, count, begin, histogram));
            }
            threads.shutdown();
            var lines = StreamsBench.lines(progress);
            var deadline = begin + time.plus(LONGEST_END).toNanos();
            while (!threads.awaitTermination(200, TimeUnit.MILLISECONDS)) {
                lines.every(() -> "%,d of %,d reads".formatted(Math.min(next.get(), count), count));
                if (System.nanoTime() > deadline) {
                    wrong.compareAndSet(null, "reads were not answered in time");
                }
            }
        }
        var end = System.nanoTime();
        var reason = wrong.get();
        if (reason != null) {
            throw new Refusal("A point read failed: " + reason);
        }
        return latencies(histogram, count, (end - begin) / 1e9);
    }

    private void send(
            HttpClient client, AtomicLong next, long count, long begin, Histogram histogram) {
        while (wrong.get() == null) {
            var number = next.getAndIncrement();
            if (number >= count) {
                return;
            }
            var due = begin + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            ask(client, ref(number));
            histogram.recordValue(Math.min(System.nanoTime() - due, LONGEST.toNanos()));
        }
    }

    /** Of all devices alike; half by the name that leads, half by another. */
    private String ref(long number) {
        var random = new SplittableRandom(seed + number);
        var device = random.nextInt(fleet.devices());
        return random.nextBoolean() ? fleet.imei(device) : fleet.msisdn(device);
    }

    private void ask(HttpClient client, String ref) {
        var request =
                HttpRequest.newBuilder(address.resolve("/devices/" + ref)).timeout(LONGEST).build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != OK
                    || !response.body().contains("\"requestedRef\":\"%s\"".formatted(ref))) {
                wrong.compareAndSet(
                        null,
                        "%s was answered %d %s"
                                .formatted(ref, response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            wrong.compareAndSet(null, "%s was not answered: %s".formatted(ref, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.compareAndSet(null, "interrupted");
        }
    }

    private static Figures.Latencies latencies(Histogram histogram, long count, double seconds) {
        return new Figures.Latencies(
                count,
                count / seconds,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(99.9) / 1e6,
                histogram.getMaxValue() / 1e6);
    }
}
