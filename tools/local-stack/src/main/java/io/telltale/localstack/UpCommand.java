package io.telltale.localstack;

import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.run.FirstAnswers;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.OwnFolder;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.localstack.run.StartResult.Failed;
import io.telltale.localstack.run.StartResult.Interrupted;
import io.telltale.localstack.run.StartResult.Ready;
import io.telltale.localstack.run.Supervisor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./telltale up}. */
@Command(
        name = "up",
        description =
                "Starts everything, prints what it waits for, and runs until Ctrl-C. A service that fails for good is started again, five times; when one of several instances ends, the others go on.",
        footer = {
            "",
            "Exit code: 0 ready (with --detach) or stopped by Ctrl-C, 1 a part did not come up",
            "(then everything is stopped again), 2 it could not be tried: usage, a busy port, no disk."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final List<String> REQUESTS =
            List.of(
                    "/devices/imei:990000560000001",
                    "/campaigns/0000123456-00001:f858b8c4-2153-11ec-8c44-aeb16d1aa652",
                    "/devices/msisdn:0123456789/sms");

    private static final Duration FIRST_ANSWERS = Duration.ofMinutes(3);
    private static final int MOST_DEVICES = 200_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--fresh", description = "Removes the data of earlier runs first.")
    private boolean fresh;

    @Option(names = "--detach", description = "Returns when everything is ready, and leaves it so.")
    private boolean detach;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description =
                    "Adds a living fleet of N devices to the simulator's examples, 0 to 200000; name the same N at the next start.")
    private int devices;

    @Option(
            names = "--instances",
            paramLabel = "PART=N[,PART=N]",
            description =
                    "Starts N processes, 1 to 9, of streams-app, poller-service or callback-service. They listen 100 above each other: 8080, 8180, 8280. The simulator calls the first callback-service only, as there is no balancer.")
    private @Nullable String instances;

    @Mixin private final DataFolder data = new DataFolder();

    @Override
    public Integer call() {
        if (devices < 0 || devices > MOST_DEVICES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --devices of 0 to %d, was %d.".formatted(MOST_DEVICES, devices));
        }
        var progress = new Progress(spec.commandLine().getOut());
        var parts = data.parts(instances(), devices);
        var stack = new LocalStack(data.layout(), parts, progress);
        var supervisor = new Supervisor(data.layout());
        try {
            claimFolder();
            supervisor.begin();
        } catch (StackStartException e) {
            return refused(e);
        }
        var onSignal =
                new StopOnSignal(
                        () -> {
                            stack.stop();
                            supervisor.end();
                        },
                        detach ? 1 : 0);
        onSignal.arm();
        try {
            return run(stack, parts, progress);
        } catch (RuntimeException | Error unexpected) {
            stack.stop();
            throw unexpected;
        } finally {
            onSignal.disarm();
            supervisor.end();
        }
    }

    private void claimFolder() throws StackStartException {
        var folder = new OwnFolder(data.layout());
        folder.markIfEmpty();
        if (fresh) {
            folder.refuseIfForeign();
        }
    }

    private Instances instances() {
        return instances == null
                ? Instances.SINGLE
                : Instances.parse(instances)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "Expected --instances of PART=N[,PART=N] with PART streams-app, poller-service or callback-service, each once, and N from 1 to %d, was '%s'."
                                                .formatted(Instances.MOST, instances)));
    }

    private int run(LocalStack stack, List<Part> parts, Progress progress) {
        try {
            stack.prepare(fresh);
        } catch (StackStartException e) {
            return refused(e);
        }
        return switch (stack.start()) {
            case Failed(var part, var reason, var log) -> {
                stack.stop();
                spec.commandLine()
                        .getErr()
                        .println("%s %s (more in %s)".formatted(part, reason, log));
                yield 1;
            }
            case Interrupted() -> 1;
            case Ready() -> {
                printReady(parts, progress, unanswered(stack, parts, progress));
                yield detach ? 0 : stay(stack);
            }
        };
    }

    private int stay(LocalStack stack) {
        var ended = stack.awaitEnd();
        if (!stack.isStopping()) {
            stack.stop();
            spec.commandLine()
                    .getErr()
                    .println(
                            "%s has ended, so everything was stopped (more in %s)"
                                    .formatted(ended, data.layout().log(ended)));
        }
        return 1;
    }

    private static List<String> unanswered(LocalStack stack, List<Part> parts, Progress progress) {
        progress.line("first answers", "waiting for the requests that are printed below");
        return new FirstAnswers(
                        URI.create(addressOf("streams-app", parts)), FIRST_ANSWERS, progress)
                .await(REQUESTS, stack::isStopping);
    }

    private void printReady(List<Part> parts, Progress progress, List<String> unanswered) {
        progress.print("");
        parts.stream()
                .filter(part -> !part.isJob())
                .forEach(part -> progress.print("%-18s %s".formatted(part.name(), part.address())));
        progress.print("");
        progress.print("Ask, for example:");
        var address = addressOf("streams-app", parts);
        REQUESTS.forEach(path -> progress.print("curl -s " + address + path));
        progress.print("");
        progress.print(detach ? "./telltale down stops it." : "Ctrl-C stops it.");
        if (unanswered.isEmpty()) {
            progress.print("ready in " + Progress.seconds(progress.elapsed()));
        } else {
            progress.print(
                    "It runs, but after %s there is no answer to %s; GET %s/poll-tasks shows what is waited for."
                            .formatted(
                                    Progress.seconds(FIRST_ANSWERS),
                                    String.join(", ", unanswered),
                                    addressOf("poller-service", parts)));
        }
    }

    private static String addressOf(String name, List<Part> parts) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .map(Part::address)
                .findFirst()
                .orElseThrow();
    }

    private int refused(StackStartException e) {
        spec.commandLine().getErr().println(e.sentence());
        return 2;
    }
}
