package io.telltale.benchmarks;

import io.telltale.benchmarks.measure.Figures;
import io.telltale.benchmarks.measure.Plan;
import io.telltale.benchmarks.measure.StreamsBench;
import io.telltale.localstack.StopOnSignal;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./telltale bench streams}. */
@Command(
        name = "streams",
        description = "How fast streams-app works a backlog off, and answers point reads.",
        footer = {
            "",
            "Starts broker, registry and streams-app on free ports of loopback, with their data under",
            "target/bench, introduces the devices, publishes the backlog, reads it once as a plain",
            "consumer, lets streams-app work it off, compares devices with a recomputation, asks for",
            "devices, and stops what it started. Prints figures with their targets, and writes them to",
            "target/bench/streams.json; nothing else should run on the machine meanwhile.",
            "Exit code: 0 measured, whether targets are met or not; 1 it failed, or answers are wrong."
        },
        mixinStandardHelpOptions = true)
final class StreamsCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;

    /** What streams-app can be compared with. */
    private enum Against {
        /** One consumer and a database. */
        POSTGRES
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many devices there are, 1 to 10000000 (default: ${DEFAULT-VALUE}).")
    private int devices;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "2000000",
            description =
                    "Size of the backlog, 1000 or more; the first quarter of it warms up (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Equal seeds give equal events (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of every topic, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Processes of streams-app, 1 to 4, which share the memory; reads go to each in turn (default: ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--memory",
            paramLabel = "MIB",
            defaultValue = "4096",
            description =
                    "Memory of streams-app's container in MiB, 512 or more for each instance: its heap and its stores are sized as there (default: ${DEFAULT-VALUE}).")
    private int memoryMib;

    @Option(
            names = "--reads",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Point reads a second, 1 to 50000 (default: ${DEFAULT-VALUE}).")
    private int reads;

    @Option(
            names = "--read-seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How long point reads are measured, 1 to 600; half of that before warms up (default: ${DEFAULT-VALUE}).")
    private int readSeconds;

    @Option(
            names = "--limit",
            paramLabel = "MINUTES",
            defaultValue = "60",
            description =
                    "Longest time to work off the introduction, and then the backlog, 1 to 240 (default: ${DEFAULT-VALUE}).")
    private int limitMinutes;

    @Option(
            names = "--growth",
            description =
                    "Two runs, with 10000 and with 1000000 devices, and how time per event grows.")
    private boolean growth;

    @Option(
            names = "--against",
            paramLabel = "postgres",
            description =
                    "Lets one consumer with PostgreSQL work the same events off in the same run.")
    private @Nullable Against against;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Writes a flight recording of streams-app over the backlog and the reads (default: target/bench/streams-app.jfr).")
    private @Nullable String profile;

    @Override
    public Integer call() throws InterruptedException {
        var root = Path.of(System.getProperty("telltale.root", ".")).toAbsolutePath().normalize();
        var plans = plans(root);
        var progress = new Progress(spec.commandLine().getOut());
        var measured = new ArrayList<Figures>();
        try {
            for (var plan : plans) {
                measured.add(measured(plan, root, progress));
            }
        } catch (StackStartException e) {
            spec.commandLine().getErr().println("The bench failed: " + e.sentence());
            return FAILED;
        }
        new FigureTable(measured).lines().forEach(progress::print);
        var file = root.resolve("target/bench/streams.json");
        try {
            FigureFile.write(file, measured.getLast());
        } catch (IOException e) {
            spec.commandLine().getErr().println("%s cannot be written: %s".formatted(file, e));
            return FAILED;
        }
        return measured.stream().allMatch(run -> run.answers().differences().isEmpty())
                ? 0
                : FAILED;
    }

    private List<Plan> plans(Path root) {
        try {
            return (growth ? List.of(FEW, MANY) : List.of(devices))
                    .stream().map(size -> plan(root, size)).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Plan plan(Path root, int size) {
        return new Plan(
                size,
                events,
                seed,
                partitions,
                instances,
                memoryMib,
                reads,
                Duration.ofSeconds(readSeconds),
                Duration.ofMinutes(limitMinutes),
                against != null,
                recording(root, size));
    }

    private Optional<Path> recording(Path root, int size) {
        if (profile == null) {
            return Optional.empty();
        }
        var name = growth ? "streams-app-%d.jfr".formatted(size) : "streams-app.jfr";
        return Optional.of(
                profile.isEmpty()
                        ? root.resolve("target/bench").resolve(name)
                        : Path.of(profile).toAbsolutePath());
    }

    private static Figures measured(Plan plan, Path root, Progress progress)
            throws StackStartException, InterruptedException {
        try (var bench = new StreamsBench(plan, root, progress)) {
            var onSignal = new StopOnSignal(bench::close, FAILED);
            onSignal.arm();
            try {
                return bench.run();
            } finally {
                onSignal.disarm();
            }
        }
    }
}
