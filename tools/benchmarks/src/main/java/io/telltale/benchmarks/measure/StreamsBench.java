package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.answer.AnswerCheck;
import io.telltale.benchmarks.database.DatabaseRun;
import io.telltale.benchmarks.measure.PointReads.Questions;
import io.telltale.benchmarks.mix.Batch;
import io.telltale.benchmarks.mix.BenchmarkFleet;
import io.telltale.benchmarks.mix.IntroductionSource;
import io.telltale.benchmarks.mix.Mix;
import io.telltale.benchmarks.mix.MixSettings;
import io.telltale.benchmarks.process.Calibration;
import io.telltale.benchmarks.publish.BacklogWriter;
import io.telltale.benchmarks.stack.StreamsStack;
import io.telltale.localstack.run.PeriodicLines;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.schemas.serde.RecordSerdes;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One run against a stack of its own. {@link #close()} may be called by another thread at any time
 * and leaves no process; data and logs stay in target/bench until the next run.
 */
public final class StreamsBench implements AutoCloseable {

    private static final String PART = "bench";
    private static final Duration LINE_EVERY = Duration.ofSeconds(2);
    private static final Duration BEFORE_NOW = Duration.ofMinutes(10);
    private static final Duration INTRODUCED_BEFORE = Duration.ofHours(1);
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final int COMPARED = 1_000;

    private final Plan plan;
    private final Progress progress;
    private final StreamsStack stack;
    private final BenchmarkFleet fleet;
    private final Path database;

    /**
     * A run that has not begun.
     *
     * @param root the checkout, with its modules built
     */
    public StreamsBench(Plan plan, Path root, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.fleet = new BenchmarkFleet(plan.devices());
        this.database = root.resolve("target/bench/postgres");
        this.stack =
                new StreamsStack(
                        root,
                        root.resolve("target/bench/data"),
                        plan.partitions(),
                        plan.instances(),
                        plan.memoryOfEachMib(),
                        progress);
    }

    /**
     * Runs it.
     *
     * @throws StackStartException if it could not be finished
     */
    public Figures run() throws StackStartException, InterruptedException {
        var machine =
                new Figures.Machine(
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Calibration.micros());
        line(
                "%,d devices, %,d events; load %.1f, a fixed piece of work takes %,d µs"
                        .formatted(
                                plan.devices(),
                                plan.events(),
                                machine.load(),
                                machine.calibrationMicros()));
        stack.start();
        var settings = Settings.of(stack.variables());
        var kafka = KafkaSettings.read(settings);
        var layout = TopicLayout.read(settings);
        try (var serdes = new RecordSerdes(SerdeSettings.read(settings));
                var writer = new BacklogWriter(kafka, layout, serdes);
                var offsets = new GroupOffsets(kafka, layout)) {
            return measured(
                    machine,
                    writer,
                    offsets,
                    new Yardstick(kafka, layout, serdes),
                    new DatabaseRun(kafka, layout, serdes, database, plan.limit()));
        }
    }

    private Figures measured(
            Figures.Machine machine,
            BacklogWriter writer,
            GroupOffsets offsets,
            Yardstick yardstick,
            DatabaseRun databaseRun)
            throws StackStartException, InterruptedException {
        var work = new WorkOff(offsets, stack, progress, plan.limit());
        var mix = mixSettings();
        var introduction = new IntroductionSource(fleet, mix.begin().minus(INTRODUCED_BEFORE));

        write(writer, "introduction", introduction::publish);
        var introduced = writer.events();
        var from = offsets.ends(offsets.inputs());
        stack.startStreams(Optional.empty());
        stack.awaitReady();
        var learned = work.await("introduction", 0, introduced);
        stack.stopStreams();

        var counter = new MixFacts.Counter();
        var events = new Mix(mix);
        write(writer, "backlog", publish -> events.publish(plan.events(), counter.before(publish)));
        var to = offsets.ends(offsets.inputs());
        line("a plain consumer reads it");
        var plain = yardstick.eventsPerSecond(from, to, plan.events());
        line("a plain consumer reads %,.0f events/s".formatted(plain));

        stack.startStreams(plan.recording());
        stack.awaitReady();
        var backlog = work.await("backlog", introduced + plan.warmUp(), writer.events());
        var letters = offsets.deadLetters();
        if (letters > 0) {
            throw new StackStartException("%d records became dead letters.".formatted(letters));
        }
        var answers =
                answers(publish -> {
                    introduction.publish(publish);
                    new Mix(mix).publish(plan.events(), publish);
                });
        var reads = reads();
        line(
                "%,d events a second, and how long it takes until they are answered"
                        .formatted(Lags.EVENTS_PER_SECOND));
        var recordsBefore = recordsSent();
        var eventsBefore = writer.events();
        var freshness =
                new Lags(fleet, writer, stack.reads(), progress).during(plan.readTime(), events);
        work.await("the events published meanwhile", 0, writer.events());
        var pacedRecords =
                (recordsSent() - recordsBefore) / (double) (writer.events() - eventsBefore);
        var residentMib = stack.streams().peakMib().orElse(0);
        line("kill -9 and start");
        var restarted = new Restart(stack, "/devices/" + fleet.imei(0)).measure();
        var readsWhenReady =
                new PointReads(stack.instances(), plan.reads(), progress)
                        .during(plan.readTime(), Questions.devices(fleet, plan.seed()));
        stack.stopStreams();
        var against =
                plan.isAgainstDatabase()
                        ? Optional.of(against(databaseRun, to, introduced + plan.warmUp()))
                        : Optional.<Figures.Against>empty();
        return new Figures(
                plan,
                machine,
                counter.facts(mix.busyRows(), mix.span()),
                learned,
                plain,
                backlog,
                answers,
                reads,
                freshness,
                pacedRecords,
                restarted,
                readsWhenReady,
                residentMib,
                against);
    }

    private long recordsSent() throws StackStartException, InterruptedException {
        return stack.recordsByTopic().values().stream().mapToLong(Long::longValue).sum();
    }

    private Figures.Against against(
            DatabaseRun databaseRun, Map<TopicPartition, Long> to, long warmUp)
            throws StackStartException {
        line("one consumer works the same events off into PostgreSQL");
        var lines = lines(progress);
        LongConsumer shown = events -> lines.every(() -> "%,d events".formatted(events));
        var database = databaseRun.run(false, to, warmUp, shown);
        line("once more, with timeline and states written to topics");
        return new Figures.Against(database, databaseRun.run(true, to, warmUp, shown));
    }

    private MixSettings mixSettings() {
        var atNow = new MixSettings(plan.seed(), fleet, Instant.now(), plan.events());
        return new MixSettings(
                plan.seed(),
                fleet,
                Instant.now()
                        .minus(BEFORE_NOW)
                        .minus(atNow.span())
                        .minus(atNow.pace().multipliedBy(pacedEvents())),
                plan.events());
    }

    /** They go on where the backlog ends, in simulated time too. */
    private long pacedEvents() {
        return Lags.EVENTS_PER_SECOND * plan.readTime().toSeconds();
    }

    private void write(BacklogWriter writer, String what, Consumer<Consumer<Batch>> source) {
        var lines = lines(progress);
        source.accept(batch -> {
            writer.write(batch);
            lines.every(() -> "publishing the %s: %,d events".formatted(what, writer.events()));
        });
        writer.flush();
        line("published the %s, %,d events in all".formatted(what, writer.events()));
    }

    private Figures.Answers answers(Consumer<Consumer<Batch>> source) throws InterruptedException {
        var check = new AnswerCheck(fleet, plan.seed(), COMPARED);
        line("comparing %,d devices with a recomputation".formatted(check.devices()));
        var differences = check.differences(stack.reads(), source);
        line("%,d differences".formatted(differences.size()));
        return new Figures.Answers(check.devices(), differences);
    }

    private Figures.Reads reads() throws StackStartException, InterruptedException {
        var requests = new PointReads(stack.instances(), plan.reads(), progress);
        var devices = Questions.devices(fleet, plan.seed());
        var constant = Questions.constant(fleet, plan.seed());
        line("%,d reads a second, of a constant and of devices".formatted(plan.reads()));
        requests.during(plan.readWarmUp(), constant);
        requests.during(plan.readWarmUp(), Questions.devices(fleet, ~plan.seed()));
        var cost = new ReadCost(stack.streams());
        cost.idle(IDLE);
        var ofConstant = cost.during(() -> requests.during(plan.readTime(), constant));
        var before = stack.partitionReads();
        var ofDevices = cost.during(() -> requests.during(plan.readTime(), devices));
        return new Figures.Reads(
                ofDevices.micros(),
                ofConstant.micros(),
                ofDevices.latencies(),
                stack.partitionReads().minus(before));
    }

    /** Lines of a step that begins now. */
    static PeriodicLines lines(Progress progress) {
        return new PeriodicLines(progress, PART, LINE_EVERY);
    }

    private void line(String line) {
        progress.line(PART, line);
    }

    @Override
    public void close() {
        stack.close();
    }
}
