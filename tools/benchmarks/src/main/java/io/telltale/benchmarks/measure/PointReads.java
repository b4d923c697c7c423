package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.inside.ConstantController;
import io.telltale.benchmarks.mix.BenchmarkFleet;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Asks at a constant rate: request n is due at n times the interval, whatever became of those
 * before, and its latency counts from then on, so that a stall counts for every request that it
 * made late.
 */
final class PointReads {

    private static final int THREADS = 32;
    private static final int DIGITS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LONGEST_END = Duration.ofMinutes(2);
    private static final int OK = 200;

    private final List<URI> instances;
    private final int perSecond;
    private final Progress progress;
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();

    /**
     * Sends nothing yet.
     *
     * @param instances that are asked, each by as many connections
     */
    PointReads(List<URI> instances, int perSecond, Progress progress) {
        this.instances = List.copyOf(instances);
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /**
     * What is asked for.
     *
     * @param path of the request with this number
     * @param sign what the answer to it has in it
     */
    record Questions(LongFunction<String> path, LongFunction<String> sign) {

        /** Devices, all alike; half by the ref that leads, half by the number of their SIM. */
        static Questions devices(BenchmarkFleet fleet, long seed) {
            return new Questions(
                    number -> "/devices/" + ref(fleet, seed + number),
                    number -> "\"requestedRef\":\"%s\"".formatted(ref(fleet, seed + number)));
        }

        private static String ref(BenchmarkFleet fleet, long number) {
            var random = new SplittableRandom(number);
            var device = random.nextInt(fleet.devices());
            return random.nextBoolean() ? fleet.imei(device) : fleet.msisdn(device);
        }

        /** The constant; the paths are like those of devices. */
        static Questions constant(BenchmarkFleet fleet, long seed) {
            return new Questions(
                    number -> ConstantController.PATH + "/" + ref(fleet, seed + number),
                    _ -> ConstantController.BEGIN);
        }
    }

    /**
     * Sends requests for this long, and waits for their answers.
     *
     * @throws StackStartException if one of them was not answered rightly
     */
    Figures.Latencies during(Duration time, Questions questions)
            throws StackStartException, InterruptedException {
        var count = perSecond * time.toMillis() / 1_000;
        var histogram = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        var next = new AtomicLong();
        var begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                var server = instances.get(thread % instances.size());
                threads.execute(() -> send(server, questions, next, count, begin, histogram));
            }
            threads.shutdown();
            var lines = StreamsBench.lines(progress);
            var deadline = begin + time.plus(LONGEST_END).toNanos();
            while (!threads.awaitTermination(50, TimeUnit.MILLISECONDS)) {
                lines.every(() -> "%,d of %,d reads".formatted(Math.min(next.get(), count), count));
                if (System.nanoTime() > deadline) {
                    wrong.compareAndSet(null, "reads were not answered in time");
                }
            }
        }
        var end = System.nanoTime();
        var reason = wrong.get();
        if (reason != null) {
            throw new StackStartException("A read failed: " + reason);
        }
        return latencies(histogram, count, (end - begin) / 1e9);
    }

    private void send(
            URI server,
            Questions questions,
            AtomicLong next,
            long count,
            long begin,
            Histogram histogram) {
        try (var connection = new KeptConnection(server)) {
            while (wrong.get() == null) {
                var number = next.getAndIncrement();
                if (number >= count) {
                    return;
                }
                var due = begin + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                ask(connection, questions, number);
                histogram.recordValue(Math.min(System.nanoTime() - due, LONGEST.toNanos()));
            }
        } catch (IOException e) {
            wrong.compareAndSet(null, "a request was not answered: " + e);
        }
    }

    private void ask(KeptConnection connection, Questions questions, long number)
            throws IOException {
        var path = questions.path().apply(number);
        var response = connection.get(path);
        if (response.status() != OK || !response.body().contains(questions.sign().apply(number))) {
            wrong.compareAndSet(
                    null,
                    "GET %s answered %d %s".formatted(path, response.status(), response.body()));
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
