package io.telltale.benchmarks.stack;

import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options with which the JVM runs in a container, from the file that the image has, {@code
 * docker/java-options}, for a container of some memory.
 */
final class ContainerOptions {

    /** Below it the JVM thinks the machine too small for a parallel collector. */
    private static final int SERVER_MIB = 1_792;

    private ContainerOptions() {}

    /** Reads the file of a checkout. */
    static List<String> read(Path root, int memoryMib) throws StackStartException {
        var file = root.resolve("docker").resolve("java-options");
        try {
            return of(Files.readAllLines(file), memoryMib);
        } catch (IOException e) {
            throw new StackStartException("The options of the container cannot be read: " + e);
        }
    }

    /**
     * Options from the lines of the file, without comments and class path. What the JVM would see
     * of the container is set by options: its memory, and the collector that follows from it.
     */
    static List<String> of(List<String> lines, int memoryMib) {
        var options = new ArrayList<String>();
        lines.stream()
                .filter(line -> line.startsWith("-") && !line.startsWith("-cp"))
                .forEach(options::add);
        options.add("-XX:MaxRAM=" + memoryMib + "m");
        if (memoryMib < SERVER_MIB && options.stream().noneMatch(ContainerOptions::isCollector)) {
            options.add("-XX:+UseSerialGC");
        }
        return List.copyOf(options);
    }

    private static boolean isCollector(String option) {
        return option.matches("-XX:\\+Use\\w+GC");
    }
}
