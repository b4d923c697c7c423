package io.telltale.localstack.plan;

import static java.nio.file.Files.exists;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parts of the local stack, in the order in which they may start. Broker, registry and
 * simulator wait for no other part; the services wait for topics and schemas. The callback service
 * starts before the poller service, whose requests cause callbacks.
 */
public final class StackPlan {

    static final String KAFKA = "kafka";
    static final String POLLER = "poller-service";
    static final String CALLBACK = "callback-service";
    static final String STREAMS = "streams-app";

    /**
     * Those that stop first, while there is time to write; the others have too little of it left.
     */
    private static final List<String> ARCHIVED = List.of(POLLER, CALLBACK, "simulator");

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Layout layout;
    private final Ports ports;
    private final Instances instances;
    private final Brokers brokers;
    private final Map<String, String> extra;
    private final String peerSecret = ServiceVariables.newPeerSecret();

    /** A plan with one instance of each service. */
    public StackPlan(Layout layout, Ports ports, Map<String, String> extra) {
        this(layout, ports, Instances.SINGLE, extra);
    }

    /**
     * A plan, with a secret of its own for the calls between instances.
     *
     * @param layout checkout and data folder
     * @param ports where the parts listen, of each service the first instance
     * @param extra variables for every part, over those of the plan
     */
    public StackPlan(Layout layout, Ports ports, Instances instances, Map<String, String> extra) {
        this.layout = layout;
        this.ports = ports;
        this.instances = instances;
        this.brokers = new Brokers(ports, instances.of(KAFKA));
        this.extra = Map.copyOf(extra);
    }

    /** All parts. */
    public List<Part> parts() {
        var parts = new ArrayList<>(foundation());
        parts.addAll(each(CALLBACK, this::callback));
        parts.addAll(each(POLLER, this::poller));
        parts.addAll(each(STREAMS, this::streams));
        return List.copyOf(parts);
    }

    private List<Part> each(String service, IntFunction<Part> instance) {
        return IntStream.rangeClosed(1, instances.of(service)).mapToObj(instance).toList();
    }

    /** What the services need before they start. */
    List<Part> foundation() {
        var parts = new ArrayList<>(each(KAFKA, this::kafka));
        parts.addAll(List.of(registry(), simulator(), init()));
        return List.copyOf(parts);
    }

    private Part kafka(int number) {
        var name = Instances.name(KAFKA, number);
        var port = Ports.instance(ports.kafka(), number);
        var controller = Ports.instance(ports.controller(), number);
        var address = "127.0.0.1:" + port;
        var arguments =
                List.of(
                        "-XX:SharedArchiveFile=" + layout.classArchive("init"),
                        "-Dlogback.configurationFile=broker-logback.xml",
                        "-cp",
                        layout.classPath("tools/local-stack"),
                        "io.telltale.broker.Broker",
                        layout.kafka(number).toString(),
                        Integer.toString(port),
                        Integer.toString(controller));
        return new Part(
                name,
                JavaCommand.of(name, 256, arguments),
                environment(brokers.variables(number)),
                address,
                List.of(port, controller),
                Set.of(),
                new Readiness.BrokerAnswers(address),
                LIMIT);
    }

    private Part registry() {
        var port = ports.registry();
        var database = layout.registry().resolve("registry");
        var options =
                List.of(
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + Ports.management(port),
                        "-Dapicurio.rules.global.compatibility=FULL_TRANSITIVE",
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        "-Dapicurio.datasource.url=jdbc:h2:file:" + database,
                        "-jar",
                        layout.registryHome().resolve("quarkus-run.jar").toString());
        return new Part(
                "registry",
                JavaCommand.of("registry", 256, options),
                environment(Map.of()),
                url(port) + "/apis/ccompat/v7",
                withManagement(port),
                Set.of(),
                new Readiness.HttpOk(URI.create(url(port) + "/apis/ccompat/v7/subjects")),
                LIMIT);
    }

    private Part simulator() {
        var port = ports.simulator();
        return new Part(
                "simulator",
                service("simulator", "tools/provider-simulator", 256),
                environment(ServiceVariables.simulator(layout, port)),
                url(port),
                List.of(port),
                Set.of(),
                new Readiness.HttpOk(URI.create(url(port) + "/simulator/health")),
                LIMIT);
    }

    /** It ends by itself, so writing the archive at its end delays no stop. */
    private Part init() {
        var arguments =
                List.of(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + layout.classArchive("init"),
                        "-cp",
                        layout.classPath("tools/local-stack"),
                        "-Dlogback.configurationFile=init-logback.xml",
                        "io.telltale.schemas.Init");
        return new Part(
                "init",
                JavaCommand.of("init", 128, arguments),
                environment(ServiceVariables.pipeline(brokers)),
                "",
                List.of(),
                whatInitNeeds(),
                new Readiness.Finished(),
                LIMIT);
    }

    private Set<String> whatInitNeeds() {
        return Stream.concat(
                        Stream.of("registry"),
                        IntStream.rangeClosed(1, instances.of(KAFKA))
                                .mapToObj(number -> Instances.name(KAFKA, number)))
                .collect(Collectors.toSet());
    }

    private Part poller(int number) {
        return service(
                Instances.name(POLLER, number),
                "poller",
                Ports.instance(ports.poller(), number),
                128,
                ServiceVariables.poller(layout, brokers));
    }

    private Part callback(int number) {
        return service(
                Instances.name(CALLBACK, number),
                "callback",
                Ports.instance(ports.callback(), number),
                128,
                ServiceVariables.callback(brokers));
    }

    private Part streams(int number) {
        return service(
                Instances.name(STREAMS, number),
                "streams",
                Ports.instance(ports.streams(), number),
                256,
                ServiceVariables.streams(layout.streams(number), brokers, instances.of(STREAMS)));
    }

    private Part service(
            String name, String java, int port, int heap, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putAll(ServiceVariables.process(layout, name, port, peerSecret));
        var ready = url(Ports.management(port)) + "/health/readiness";
        return new Part(
                name,
                javaCommand(name, Instances.serviceOf(name), java, heap),
                environment(all),
                url(port),
                withManagement(port),
                Set.of("init", "simulator"),
                new Readiness.HttpOk(URI.create(ready)),
                LIMIT);
    }

    private List<String> service(String name, String module, int heap) {
        return javaCommand(name, module, name, heap);
    }

    private List<String> javaCommand(String name, String module, String java, int heap) {
        var type = Character.toUpperCase(java.charAt(0)) + java.substring(1) + "Application";
        var main = "io.telltale.%s.%s".formatted(java, type);
        var arguments = new ArrayList<>(archive(name));
        arguments.addAll(List.of("-cp", layout.classPath(module), main));
        return JavaCommand.of(name, heap, arguments);
    }

    /**
     * A part starts in half the time from an archive of its classes, but takes 3 to 4 s more to
     * stop when it writes one. So only one part at a time writes it: the first that has none, and
     * of several instances the first.
     */
    private List<String> archive(String part) {
        var service = Instances.serviceOf(part);
        if (!ARCHIVED.contains(service)) {
            return List.of();
        }
        var file = "-XX:SharedArchiveFile=" + layout.classArchive(service);
        var writer =
                ARCHIVED.stream().filter(each -> !exists(layout.classArchive(each))).findFirst();
        return writer.filter(part::equals).isPresent()
                ? List.of("-XX:+AutoCreateSharedArchive", file)
                : List.of(file);
    }

    private Map<String, String> environment(Map<String, String> own) {
        var environment = new HashMap<>(own);
        environment.putAll(extra);
        return environment;
    }

    private static List<Integer> withManagement(int port) {
        var both = new ArrayList<Integer>();
        both.add(port);
        both.add(Ports.management(port));
        return both;
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
