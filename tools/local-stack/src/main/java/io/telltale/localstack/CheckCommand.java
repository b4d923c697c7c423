package io.telltale.localstack;

import io.telltale.localstack.check.Check;
import io.telltale.localstack.check.cluster.LoadSize;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./telltale check}. */
@Command(
        name = "check",
        description =
                "Kills and disturbs a stack of its own, and checks that every event is stored and answered exactly once.",
        footer = {
            "",
            "With --with-patch=F it checks the services built with this patch, such as one of docs/guards.",
            "Prints a table and the verdict, and writes target/check/NAME.json.",
            "Exit code: 0 holds, 1 does not hold, 2 it could not be run."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int COULD_NOT_RUN = 2;
    private static final int MOST_OF_PROVIDERS = 2;
    private static final int MOST_OF_STREAMS = 4;
    private static final int OF_A_CLUSTER = 3;
    private static final int MOST_READS = 1_000;
    private static final int USUAL_SECONDS = 300;
    private static final int SECONDS_OF_A_CLUSTER = 600;
    private static final List<String> NAMES = List.of("providers", "streams", "cluster");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What is checked: providers, streams, cluster.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the fleet and the faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "How long each run is disturbed, 20 or more (default: 300, of a cluster 600). A cluster is disturbed for longer where it takes longer to be whole again.")
    private @Nullable Integer seconds;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How many processes are killed: of providers in the run with two instances, of streams the streams application, of a cluster all services and the brokers in turn (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description =
                    "Of providers: only the run with so many instances of each service, 1 or 2. Of streams: so many instances of the streams application, 1 to 4 (default: 1).")
    private @Nullable Integer instances;

    @Option(
            names = "--full",
            description =
                    "Of a cluster: 500 reads a second and 200 live streams instead of 100 and 50, for a machine with many cores.")
    private boolean isFull;

    @Option(
            names = "--reads",
            paramLabel = "N",
            description =
                    "Of a cluster: reads a second, 1 to 1000 (default: 100, with --full 500). A machine with two cores answers some 10 beside a cluster that runs on it.")
    private @Nullable Integer reads;

    @Override
    public Integer call() throws InterruptedException {
        if (!NAMES.contains(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is no check '%s'; there are: %s."
                            .formatted(name, String.join(", ", NAMES)));
        }
        var most = name.equals("streams") ? MOST_OF_STREAMS : MOST_OF_PROVIDERS;
        if (instances != null && (name.equals("cluster") || instances < 1 || instances > most)) {
            throw new ParameterException(
                    spec.commandLine(),
                    name.equals("cluster")
                            ? "The check of a cluster has three instances; --instances is for others."
                            : "Expected --instances of 1 to %d, was %d."
                                    .formatted(most, instances));
        }
        if ((isFull || reads != null) && !name.equals("cluster")) {
            throw new ParameterException(
                    spec.commandLine(), "--full and --reads are for the check of a cluster.");
        }
        if (reads != null && (reads < 1 || reads > MOST_READS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --reads of 1 to %d, was %d.".formatted(MOST_READS, reads));
        }
        var life =
                Duration.ofSeconds(
                        Objects.requireNonNullElse(
                                seconds,
                                name.equals("cluster") ? SECONDS_OF_A_CLUSTER : USUAL_SECONDS));
        if (life.toSeconds() < 20 || kills < 0 || seed < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --seconds of 20 or more, --kills and --seed of 0 or more.");
        }
        var progress = new Progress(spec.commandLine().getOut());
        var root = folder("telltale.root", Path.of("."));
        var services = folder("telltale.services", root);
        try {
            return run(
                    check(life, root, services, progress), root.resolve("target/check"), progress);
        } catch (StackStartException e) {
            return couldNotRun(e.sentence());
        } catch (IOException e) {
            return couldNotRun("The check could not be finished: " + e.getMessage());
        }
    }

    private Check check(Duration life, Path root, Path services, Progress progress) {
        return switch (name) {
            case "streams" ->
                    Check.streams(
                            Setting.ofStreams(
                                    seed, life, kills, Objects.requireNonNullElse(instances, 1)),
                            root,
                            services,
                            progress);
            case "cluster" ->
                    Check.cluster(
                            Setting.ofStreams(seed, life, kills, OF_A_CLUSTER),
                            loadSize(),
                            root,
                            services,
                            progress);
            default ->
                    Check.providers(
                            Setting.ofProviders(seed, life, kills, instances),
                            root,
                            services,
                            progress);
        };
    }

    private LoadSize loadSize() {
        var usual = isFull ? LoadSize.FULL : LoadSize.USUAL;
        return reads == null ? usual : new LoadSize(reads, usual.streams());
    }

    private static Path folder(String property, Path usual) {
        return Path.of(System.getProperty(property, usual.toString())).toAbsolutePath().normalize();
    }

    private int couldNotRun(String why) {
        spec.commandLine().getErr().println(why);
        return COULD_NOT_RUN;
    }

    private int run(Check check, Path results, Progress progress)
            throws StackStartException, IOException, InterruptedException {
        var onSignal = new StopOnSignal(check::stop, COULD_NOT_RUN);
        onSignal.arm();
        try {
            var verdict = check.run(results);
            progress.print(verdict);
            return verdict.equals("holds") ? 0 : 1;
        } finally {
            onSignal.disarm();
        }
    }
}
