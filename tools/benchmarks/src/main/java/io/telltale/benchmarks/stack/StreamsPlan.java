package io.telltale.benchmarks.stack;

import io.telltale.benchmarks.inside.ConstantController;
import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.StackPlan;
import io.telltale.localstack.run.StackStartException;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The parts of the local stack that a run needs, but for being fast: the broker has both compilers
 * and a heap of a server, the streams application runs as it does in its container.
 */
final class StreamsPlan {

    private static final String STREAMS = "streams-app";
    private static final int BROKER_HEAP_MIB = 1024;
    private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

    /** Options of the local stack for a small JVM. */
    private static final Set<String> SMALL = Set.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path root;
    private final List<Part> parts;
    private final int memoryMib;

    /**
     * A plan.
     *
     * @param partitions of every topic
     * @param instances of the streams application
     * @param memoryMib memory of the container of each of them
     */
    StreamsPlan(Layout layout, Ports ports, int partitions, int instances, int memoryMib) {
        this.root = layout.root();
        this.memoryMib = memoryMib;
        this.parts =
                new StackPlan(
                                layout,
                                ports,
                                new Instances(Map.of(STREAMS, instances)),
                                Map.of("TELLTALE_TOPICS_PARTITIONS", Integer.toString(partitions)))
                        .parts();
    }

    /** Broker, registry, topics and schemas. */
    List<Part> foundation() {
        var broker = new ArrayList<>(List.of("-Xmx" + BROKER_HEAP_MIB + "m"));
        broker.add("-XX:+UseCompactObjectHeaders");
        if (IS_LINUX) { // no other JVM knows it
            broker.add("-XX:+UseTransparentHugePages");
        }
        return List.of(
                with(part("kafka"), broker, UnaryOperator.identity()),
                part("registry"),
                part("init"));
    }

    /** Names of the instances of the streams application. */
    List<String> instances() {
        return parts.stream().map(Part::name).filter(StreamsPlan::isStreams).toList();
    }

    private static boolean isStreams(String part) {
        return Instances.serviceOf(part).equals(STREAMS);
    }

    /**
     * An instance of the streams application.
     *
     * @param recording where its flight recording goes when it stops, if one is wanted
     */
    Part streams(String name, Optional<Path> recording) throws StackStartException {
        var options = new ArrayList<>(ContainerOptions.read(root, memoryMib));
        if (!IS_LINUX) {
            options.remove("-XX:+UseTransparentHugePages");
        }
        recording.ifPresent(file ->
                options.add(
                        "-XX:StartFlightRecording:settings=profile,dumponexit=true,filename="
                                + file));
        return with(part(name), options, StreamsPlan::withConstant);
    }

    /** What others need to find broker, registry and data of the streams application. */
    Map<String, String> variables() {
        return part(STREAMS).environment();
    }

    /**
     * The jar with this class adds a constant to compare reads with and a count of records, and
     * nothing else.
     */
    private static String withConstant(String classPath) {
        var own = ConstantController.class.getProtectionDomain().getCodeSource().getLocation();
        return classPath + File.pathSeparator + Path.of(URI.create(own.toString()));
    }

    private Part part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * The same process with other options for its heap and no others for being small; nothing but
     * the foundation's own order is awaited.
     */
    private Part with(Part part, List<String> options, UnaryOperator<String> classPath) {
        var command = new ArrayList<String>();
        var isClassPath = false;
        for (var argument : part.command()) {
            if (argument.startsWith("-Xmx")) {
                command.addAll(options);
            } else if (!SMALL.contains(argument)) {
                command.add(isClassPath ? classPath.apply(argument) : argument);
            }
            isClassPath = argument.equals("-cp");
        }
        var environment = new HashMap<>(part.environment());
        if (isStreams(part.name())) {
            environment.put("TELLTALE_MEMORY_MIB", Integer.toString(memoryMib));
            environment.put("MALLOC_ARENA_MAX", "2"); // as the image has it
        }
        return new Part(
                part.name(),
                command,
                environment,
                part.address(),
                part.ports(),
                Set.of(),
                part.readiness(),
                part.limit());
    }
}
