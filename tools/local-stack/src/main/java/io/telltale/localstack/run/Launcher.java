package io.telltale.localstack.run;

import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts the process of a part, its output going to its log. */
final class Launcher {

    /**
     * Runs its arguments with SIGINT and SIGHUP ignored, which a JVM respects: the terminal sends
     * Ctrl-C to every process, but only the command itself may act on it, and in order.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    /**
     * Of our own variables, a person's shell hands on only those that tune broker and simulator.
     */
    private static final List<String> HANDED_ON =
            List.of("TELLTALE_BROKER_", "TELLTALE_SIMULATOR_");

    private final Layout layout;
    private final PidFolder pids;

    Launcher(Layout layout, PidFolder pids) {
        this.layout = layout;
        this.pids = pids;
    }

    /** Starts it once more in the same run: its log goes on. */
    Process launchAgain(Part part) {
        try {
            var process = builder(part, layout.log(part.name()).toFile()).start();
            pids.remember(RunningPart.of(part.name(), process.toHandle()));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log of the run before is kept beside the new one. */
    Process launch(Part part) {
        try {
            Files.createDirectories(layout.logs());
            var log = layout.log(part.name());
            if (Files.exists(log)) {
                Files.move(
                        log,
                        layout.log(part.name() + ".previous"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return launchAgain(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder builder(Part part, File log) {
        var command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.addAll(part.command());
        var builder =
                new ProcessBuilder(command)
                        .directory(layout.data().toFile())
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log));
        builder.environment().keySet().removeIf(Launcher::isHeldBack);
        builder.environment().putAll(part.environment());
        return builder;
    }

    private static boolean isHeldBack(String name) {
        return name.startsWith("TELLTALE_") && HANDED_ON.stream().noneMatch(name::startsWith);
    }
}
