package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.mix.Batch;
import io.telltale.benchmarks.mix.Fleet;
import io.telltale.benchmarks.mix.Introduction;
import io.telltale.benchmarks.mix.Mix;
import io.telltale.benchmarks.publish.BacklogWriter;
import io.telltale.benchmarks.stack.StreamsStack;
import io.telltale.localstack.run.Lines;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run against a stack of its own. {@link #close()} may be called by another thread at any time
 * and leaves no process; data and logs stay in target/bench until the next run.
 */
public final class StreamsBench implements AutoCloseable {

    private static final String PART = "bench";
    private static final Duration LINE_EVERY = Duration.ofSeconds(2);
    private static final Duration BEFORE_NOW = Duration.ofMinutes(10);
    private static final Duration INTRODUCED_BEFORE = Duration.ofHours(1);

    private final Plan plan;
    private final Progress progress;
    private final StreamsStack stack;
    private final Fleet fleet;

    /**
     * A run that has not begun.
     *
     * @param root the checkout, with its modules built
     */
    public StreamsBench(Plan plan, Path root, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.fleet = new Fleet(plan.devices());
        this.stack =
                new StreamsStack(
                        root,
                        root.resolve("target/bench/data"),
                        plan.partitions(),
                        plan.heapMib(),
                        progress);
    }

    /**
     * Runs it.
     *
     * @throws Refusal if it could not be finished, or something came out wrong
     */
    public Figures run() throws Refusal, InterruptedException {
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        say("%,d devices, %,d events; load %.1f".formatted(plan.devices(), plan.events(), load));
        stack.start();
        var settings = Settings.of(stack.variables());
        var kafka = KafkaSettings.read(settings);
        var layout = TopicLayout.read(settings);
        try (var serdes = new RecordSerdes(SerdeSettings.read(settings));
                var writer = new BacklogWriter(kafka, layout, serdes);
                var offsets = new GroupOffsets(kafka, layout)) {
            return measured(load, writer, offsets, new Yardstick(kafka, layout, serdes));
        }
    }

    private Figures measured(
            double load, BacklogWriter writer, GroupOffsets offsets, Yardstick yardstick)
            throws Refusal, InterruptedException {
        var work = new WorkOff(offsets, stack, progress, plan.limit());
        var begin = Instant.now().minus(BEFORE_NOW).minusMillis(plan.events());
        var introduction = new Introduction(fleet, begin.minus(INTRODUCED_BEFORE));

        write(writer, "introduction", introduction::tell);
        var introduced = writer.events();
        var from = offsets.ends(offsets.inputs());
        stack.startStreams(Optional.empty());
        var learning = work.await("learning", 0, introduced);
        stack.stopStreams();

        var mix = new Mix(plan.seed(), fleet, begin);
        write(writer, "backlog", publish -> mix.tell(plan.events(), publish));
        var to = offsets.ends(offsets.inputs());
        say("a plain consumer reads it");
        var plain = yardstick.eventsPerSecond(from, to, plan.events());
        say("a plain consumer reads %,.0f events/s".formatted(plain));

        stack.startStreams(plan.recording());
        var backlog = work.await("backlog", introduced + plan.warmUp(), writer.events());
        var letters = offsets.deadLetters();
        if (letters > 0) {
            throw new Refusal("%d records became dead letters.".formatted(letters));
        }
        var figures = new Figures(plan, load, learning, plain, backlog, reads());
        stack.stopStreams();
        return figures;
    }

    private void write(BacklogWriter writer, String what, Consumer<Consumer<Batch>> tell) {
        var lines = lines(progress);
        tell.accept(batch -> {
            writer.write(batch);
            lines.every(() -> "publishing the %s: %,d events".formatted(what, writer.events()));
        });
        writer.flush();
        say("published the %s, %,d events in all".formatted(what, writer.events()));
    }

    private Figures.Latencies reads() throws Refusal, InterruptedException {
        say("%,d point reads a second".formatted(plan.reads()));
        new PointReads(stack.reads(), fleet, ~plan.seed(), plan.reads(), progress)
                .during(plan.readWarmUp());
        return new PointReads(stack.reads(), fleet, plan.seed(), plan.reads(), progress)
                .during(plan.readTime());
    }

    /** Lines of a step that begins now. */
    static Lines lines(Progress progress) {
        return new Lines(progress, PART, LINE_EVERY);
    }

    private void say(String line) {
        progress.line(PART, line);
    }

    @Override
    public void close() {
        stack.close();
    }
}
