package io.telltale.benchmarks.stack;

import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.StackPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of the local stack that a run needs, but for being fast: both compilers, the collector
 * that the JVM chooses on the machine, and heaps of a server.
 */
final class StreamsPlan {

    private static final String STREAMS = "streams-app";
    private static final int BROKER_HEAP_MIB = 1024;
    private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

    /** What the local stack says of a JVM that is to be small. */
    private static final Set<String> SMALL = Set.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<Part> parts;
    private final int heapMib;

    /**
     * A plan.
     *
     * @param partitions of every topic
     * @param heapMib largest heap of the streams application
     */
    StreamsPlan(Layout layout, Ports ports, int partitions, int heapMib) {
        this.heapMib = heapMib;
        this.parts =
                new StackPlan(
                                layout,
                                ports,
                                Map.of("TELLTALE_TOPICS_PARTITIONS", Integer.toString(partitions)))
                        .parts();
    }

    /** Broker, registry, topics and schemas. */
    List<Part> foundation() {
        return List.of(
                fast(part("kafka"), BROKER_HEAP_MIB, List.of()), part("registry"), part("init"));
    }

    /**
     * The streams application.
     *
     * @param recording where its flight recording goes when it stops, if one is wanted
     */
    Part streams(Optional<Path> recording) {
        var options =
                recording
                        .map(file ->
                                List.of(
                                        "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename="
                                                + file))
                        .orElse(List.of());
        return fast(part(STREAMS), heapMib, options);
    }

    private Part part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /** The same process with other options; nothing but the foundation's own order is awaited. */
    private static Part fast(Part part, int heapMib, List<String> options) {
        var command = new ArrayList<String>();
        for (var argument : part.command()) {
            if (argument.startsWith("-Xmx")) {
                command.add("-Xmx" + heapMib + "m");
                command.add("-XX:+UseCompactObjectHeaders"); // as containers have it
                if (IS_LINUX) { // no other JVM knows it; containers have it too
                    command.add("-XX:+UseTransparentHugePages");
                }
                command.addAll(options);
            } else if (!SMALL.contains(argument)) {
                command.add(argument);
            }
        }
        return new Part(
                part.name(),
                command,
                part.environment(),
                part.address(),
                part.ports(),
                Set.of(),
                part.readiness(),
                part.limit());
    }
}
