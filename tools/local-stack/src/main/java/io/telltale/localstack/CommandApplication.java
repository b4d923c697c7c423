package io.telltale.localstack;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** The command line behind {@code ./telltale}. Wrong usage ends with exit code 2. */
@Command(
        name = "./telltale",
        description = "Runs Telltale on this machine: broker, registry, simulator and services.",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            CheckCommand.class,
            DeadLettersCommand.class,
            ConsumeCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "telltale 0.1.0")
final class CommandApplication implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new CommandApplication()).setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
