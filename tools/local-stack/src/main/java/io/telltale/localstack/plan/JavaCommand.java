package io.telltale.localstack.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of our Java processes.
 *
 * <p>Six of them share a laptop, so each gets a small heap, the serial collector and the first
 * compiler only: they start faster and use less memory; none of them is here to be fast.
 */
final class JavaCommand {

    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    // An archive of classes that is missing or does not fit is no news.
                    "-Xlog:cds*=off",
                    "-Xlog:aot*=off",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    /**
     * A command line.
     *
     * @param part name of the part, left on the command line as its mark
     * @param heap largest heap in MiB
     * @param rest class path or jar, main class and arguments
     */
    static List<String> of(String part, int heap, List<String> rest) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Part.mark(part));
        command.add("-Xmx" + heap + "m");
        command.addAll(FLAGS);
        command.addAll(rest);
        return command;
    }
}
