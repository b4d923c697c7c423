package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.measure.Figures.Latencies;
import io.telltale.benchmarks.mix.BenchmarkFleet;
import io.telltale.benchmarks.mix.FreshnessProbe;
import io.telltale.benchmarks.mix.Mix;
import io.telltale.benchmarks.publish.BacklogWriter;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Time from when the broker has an event to when HTTP shows it, while events come at a constant
 * rate. Some threads publish an event of their own, ask until it is seen, and begin again; each of
 * them looks every 20 ms, so that is how exact it is.
 */
final class Lags {

    /** Events a second, besides those that are looked for. */
    static final int EVENTS_PER_SECOND = 1_000;

    private static final int SLICES = 20;
    private static final int THREADS = 6;
    private static final int DIGITS = 3;
    private static final int OK = 200;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

    private final BenchmarkFleet fleet;
    private final BacklogWriter writer;
    private final URI server;
    private final Progress progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable String> wrong = new AtomicReference<>();

    Lags(BenchmarkFleet fleet, BacklogWriter writer, URI server, Progress progress) {
        this.fleet = fleet;
        this.writer = writer;
        this.server = server;
        this.progress = progress;
    }

    /** What is looked for of a published event. */
    private enum Sign {
        /** Its row is in the history of its device. */
        ROW {
            @Override
            String path(FreshnessProbe probe) {
                return "/devices/" + probe.imei() + "/sms?limit=5";
            }

            @Override
            Predicate<String> shows(FreshnessProbe probe) {
                return body -> body.contains(probe.event().eventId());
            }
        },
        /** The state of its device counts it: it is the latest message. */
        STATE {
            @Override
            String path(FreshnessProbe probe) {
                return "/devices/" + probe.imei();
            }

            @Override
            Predicate<String> shows(FreshnessProbe probe) {
                return body -> body.contains(probe.latest());
            }
        },
        /** The device is answered under a ref that this event is the first to name. */
        ALIAS {
            @Override
            String path(FreshnessProbe probe) {
                return "/devices/" + probe.iccid();
            }

            @Override
            Predicate<String> shows(FreshnessProbe probe) {
                return body -> body.contains("\"deviceKey\":\"%s\"".formatted(probe.imei()));
            }
        };

        abstract String path(FreshnessProbe probe);

        abstract Predicate<String> shows(FreshnessProbe probe);
    }

    /**
     * Publishes events of a mix for this long. What is not seen within a minute counts as a minute.
     *
     * @throws StackStartException if a request is not answered at all
     */
    Figures.Freshness during(Duration time, Mix mix)
            throws StackStartException, InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        var row = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        var state = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        var alias = new ConcurrentHistogram(LONGEST.toNanos(), DIGITS);
        try (var threads = Executors.newFixedThreadPool(3 * THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> look(Sign.ROW, row, end));
                threads.execute(() -> look(Sign.STATE, state, end));
                threads.execute(() -> look(Sign.ALIAS, alias, end));
            }
            threads.shutdown();
            publish(mix, end);
            threads.awaitTermination(2, TimeUnit.MINUTES);
        }
        var reason = wrong.get();
        if (reason != null) {
            throw new StackStartException(reason);
        }
        return new Figures.Freshness(latencies(row), latencies(state), latencies(alias));
    }

    private void publish(Mix mix, long end) {
        var lines = StreamsBench.lines(progress);
        var begin = System.nanoTime();
        for (long slice = 0; System.nanoTime() < end && wrong.get() == null; slice++) {
            var due = begin + slice * TimeUnit.SECONDS.toNanos(1) / SLICES;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            mix.publish(EVENTS_PER_SECOND / SLICES, writer::write);
            lines.every(() -> "%,d events a second".formatted(EVENTS_PER_SECOND));
        }
        writer.flush();
    }

    private void look(Sign sign, Histogram histogram, long end) {
        try (var connection = new KeptConnection(server)) {
            while (System.nanoTime() < end && wrong.get() == null) {
                var number = next.getAndIncrement();
                var probe =
                        FreshnessProbe.of(
                                fleet, number, Instant.now().truncatedTo(ChronoUnit.SECONDS));
                writer.writeAndWait(probe.event());
                var begin = System.nanoTime();
                awaitSeen(connection, sign, probe, begin);
                histogram.recordValue(Math.min(System.nanoTime() - begin, LONGEST.toNanos()));
            }
        } catch (IOException e) {
            wrong.compareAndSet(null, "A request was not answered: " + e);
        }
    }

    private static void awaitSeen(
            KeptConnection connection, Sign sign, FreshnessProbe probe, long begin)
            throws IOException {
        var shows = sign.shows(probe);
        while (System.nanoTime() - begin < LONGEST.toNanos()) {
            var response = connection.get(sign.path(probe));
            if (response.status() == OK && shows.test(response.body())) {
                return;
            }
            LockSupport.parkNanos(LOOKS_EVERY.toNanos());
        }
    }

    private static Latencies latencies(Histogram histogram) {
        return new Latencies(
                histogram.getTotalCount(),
                0,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(99.9) / 1e6,
                histogram.getMaxValue() / 1e6);
    }
}
