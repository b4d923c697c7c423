package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.process.ObservedProcess;
import io.telltale.benchmarks.process.ObservedProcesses;
import io.telltale.benchmarks.process.ProcessorTimes;
import io.telltale.benchmarks.stack.StreamsStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Watches streams-app until it has committed everything there is, in every topic that its topology
 * reads, those between its steps included, and has written nothing for a while: each outbox sends
 * something ten times a second until it is empty, so all are empty then.
 */
final class WorkOff {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final Duration LONGEST_STILL = Duration.ofSeconds(90);

    private final GroupOffsets offsets;
    private final StreamsStack stack;
    private final Progress progress;
    private final Duration limit;

    WorkOff(GroupOffsets offsets, StreamsStack stack, Progress progress, Duration limit) {
        this.offsets = offsets;
        this.stack = stack;
        this.progress = progress;
        this.limit = limit;
    }

    /** Where it was at some time. */
    private record Sample(
            long nanos,
            long events,
            long committed,
            long written,
            ProcessorTimes app,
            ProcessorTimes broker) {

        boolean isAsFarAs(Sample other) {
            return committed == other.committed && written == other.written;
        }
    }

    /**
     * A sample from which it counts.
     *
     * @param records sent until then, by topic
     */
    private record Begin(Sample sample, Map<String, Long> records) {

        Figures.Worked until(Sample end, Map<String, Long> sent) {
            var rest = new HashMap<String, Long>();
            sent.forEach(
                    (topic, count) -> rest.put(topic, count - records.getOrDefault(topic, 0L)));
            return new Figures.Worked(
                    end.events - sample.events,
                    Duration.ofNanos(end.nanos - sample.nanos),
                    end.app.minus(sample.app),
                    end.broker.minus(sample.broker),
                    rest);
        }
    }

    /**
     * Waits for the end; what counts is from when so many events were committed to when the last
     * commit was seen.
     *
     * @param what it is, for people
     * @param total events that are on the topics
     * @throws StackStartException if it ends, stands still, takes too long, or commits more than
     *     there is
     */
    Figures.Worked await(String what, long measuredFrom, long total)
            throws StackStartException, InterruptedException {
        var lines = StreamsBench.lines(progress);
        var app = stack.streams();
        var broker = stack.broker();
        var start = sample(app, broker);
        var begin = measuredFrom == 0 ? begin(start) : null;
        var last = start;
        while (true) {
            Thread.sleep(PAUSE);
            var now = sample(app, broker);
            last = now.isAsFarAs(last) ? last : now;
            if (begin == null && now.events() >= measuredFrom) {
                begin = begin(now);
            }
            refuseIfWrong(start, last, now, total);
            if (lines.isDue()) {
                lines.print(line(what, start, now, total));
            }
            var isStill = now.nanos() - last.nanos() >= SETTLED.toNanos();
            if (begin != null && isStill && now.events() == total && isNothingLeft(now)) {
                return begin.until(last, stack.recordsByTopic());
            }
        }
    }

    private Begin begin(Sample sample) throws StackStartException, InterruptedException {
        return new Begin(sample, stack.recordsByTopic());
    }

    private boolean isNothingLeft(Sample now) throws StackStartException, InterruptedException {
        var committed = offsets.committed();
        return sum(committed) == now.committed() && offsets.isNothingLeft(committed);
    }

    private Sample sample(ObservedProcesses app, ObservedProcess broker)
            throws StackStartException, InterruptedException {
        var committed = offsets.committed();
        return new Sample(
                System.nanoTime(),
                committed.of(offsets.events()),
                sum(committed),
                offsets.written(),
                app.times(),
                broker.times());
    }

    private static long sum(GroupOffsets.Committed committed) {
        return committed.of(committed.committed().keySet());
    }

    private void refuseIfWrong(Sample start, Sample last, Sample now, long total)
            throws StackStartException {
        if (now.events() > total) {
            throw new StackStartException(
                    "streams-app committed %d events and there are %d."
                            .formatted(now.events(), total));
        }
        if (!stack.isStreamsAlive()) {
            throw new StackStartException(
                    "streams-app ended after %d of %d events (more in %s)."
                            .formatted(now.events(), total, stack.log()));
        }
        if (now.nanos() - last.nanos() > LONGEST_STILL.toNanos()) {
            throw new StackStartException(
                    "streams-app committed nothing for %d s, at %d of %d events (more in %s)."
                            .formatted(
                                    LONGEST_STILL.toSeconds(), now.events(), total, stack.log()));
        }
        if (now.nanos() - start.nanos() > limit.toNanos()) {
            throw new StackStartException(
                    "streams-app was at %d of %d events after %d min."
                            .formatted(now.events(), total, limit.toMinutes()));
        }
    }

    /** Marks of transactions count as left, so that it does not end at 0. */
    private String line(String what, Sample start, Sample now, long total)
            throws StackStartException, InterruptedException {
        var seconds = Math.max(1e-3, (now.nanos() - start.nanos()) / 1e9);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d events, %,.0f/s since the start, %,d records left in all topics",
                what,
                now.events(),
                total,
                (now.events() - start.events()) / seconds,
                offsets.left(offsets.committed()));
    }
}
