package io.telltale.localstack.plan;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parts of a stack that is checked: one or more pollers and callback services, the latter
 * behind a balancer that is no part, and the streams application if it is what is checked.
 */
public final class CheckPlan {

    /** Of each account; the simulator counts whether it is kept. */
    public static final int REQUESTS_PER_MINUTE = 1_200;

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Layout layout;
    private final Path services;
    private final Ports ports;
    private final Instances instances;
    private final Brokers brokers;
    private final Checked checked;
    private final String peerSecret = ServiceVariables.newPeerSecret();

    /** What a check is about. */
    public enum Checked {
        /** What pollers and callback services write; the streams application is left out. */
        PROVIDERS("check", 1, 1),
        /** What the streams application answers. */
        STREAMS("streams", 1, 1),
        /**
         * What any instance answers while others end; there are three brokers. They keep each
         * record three times, and every poll is a transaction, so there are fewer of both.
         */
        CLUSTER("cluster", 4, 3);

        private final String fleet;
        private final int pollIntervals;
        private final int drawnOneIn;

        /**
         * A check.
         *
         * @param fleet name of the simulator's fleet
         * @param pollIntervals how many times as long as usual the intervals between polls are
         * @param drawnOneIn one in so many of the drawn events is published
         */
        Checked(String fleet, int pollIntervals, int drawnOneIn) {
            this.fleet = fleet;
            this.pollIntervals = pollIntervals;
            this.drawnOneIn = drawnOneIn;
        }

        private Instances instances(int number) {
            return new Instances(
                    switch (this) {
                        case PROVIDERS ->
                                Map.of(
                                        StackPlan.POLLER, number,
                                        StackPlan.CALLBACK, number,
                                        StackPlan.STREAMS, 0);
                        case STREAMS -> Map.of(StackPlan.STREAMS, number);
                        case CLUSTER ->
                                Map.of(
                                        StackPlan.POLLER, 2,
                                        StackPlan.CALLBACK, 2,
                                        StackPlan.STREAMS, number,
                                        StackPlan.KAFKA, 3);
                    });
        }

        private List<String> services() {
            return switch (this) {
                case PROVIDERS -> List.of(StackPlan.POLLER, StackPlan.CALLBACK);
                case STREAMS -> List.of(StackPlan.STREAMS);
                case CLUSTER ->
                        List.of(
                                StackPlan.STREAMS,
                                StackPlan.KAFKA,
                                StackPlan.POLLER,
                                StackPlan.CALLBACK);
            };
        }
    }

    /**
     * A plan.
     *
     * @param layout checkout and data folder
     * @param services checkout whose services are checked; normally the same
     * @param ports where the parts listen; the balancer is where a lone callback service would be
     * @param instances of each service that is checked, of a cluster of streams-app; of the others
     *     there are as many as the check is made for
     */
    public CheckPlan(Layout layout, Path services, Ports ports, int instances, Checked checked) {
        this.layout = layout;
        this.services = services;
        this.ports = ports;
        this.instances = checked.instances(instances);
        this.brokers = new Brokers(ports, this.instances.of(StackPlan.KAFKA));
        this.checked = checked;
    }

    /**
     * Broker, registry, simulator with the fleet of the check, topics and schemas.
     *
     * @param seed of fleet and faults
     * @param life how long the fleet changes
     */
    public List<Part> foundation(long seed, Duration life) {
        var variables =
                Map.of(
                        "TELLTALE_SIMULATOR_FLEET",
                        checked.fleet,
                        "TELLTALE_SIMULATOR_SEED",
                        Long.toString(seed),
                        "TELLTALE_SIMULATOR_LIFE",
                        life.toString(),
                        "TELLTALE_SIMULATOR_ANY_CALLBACK_PORT",
                        "true");
        return new StackPlan(layout, ports, instances, variables).foundation();
    }

    /** How many times as long as usual the intervals between polls are. */
    public int pollIntervals() {
        return checked.pollIntervals;
    }

    /** One in so many of the drawn events is published. */
    public int drawnOneIn() {
        return checked.drawnOneIn;
    }

    /** Of every topic. */
    public int partitions() {
        return brokers.partitions();
    }

    /** What Kafka clients connect to. */
    public String bootstrapServers() {
        return brokers.addresses();
    }

    /** The services, for these accounts. */
    public List<Part> services(SimulatedAccounts accounts) {
        return Stream.of(
                        numbers(StackPlan.POLLER).mapToObj(number -> poller(number, accounts)),
                        numbers(StackPlan.CALLBACK).mapToObj(number -> callback(number, accounts)),
                        numbers(StackPlan.STREAMS).mapToObj(this::streams))
                .flatMap(parts -> parts)
                .toList();
    }

    private IntStream numbers(String service) {
        return IntStream.rangeClosed(1, instances.of(service));
    }

    /** Names of the instances of each service that is checked. */
    public List<List<String>> instances() {
        return checked.services().stream()
                .map(service ->
                        numbers(service)
                                .mapToObj(number -> Instances.name(service, number))
                                .toList())
                .toList();
    }

    /** Where the callback services listen, behind the balancer. */
    public List<Integer> callbackPorts() {
        return numbers(StackPlan.CALLBACK).mapToObj(this::callbackPort).toList();
    }

    /** Where the instances of the streams application listen. */
    public List<Integer> streamsPorts() {
        return numbers(StackPlan.STREAMS).mapToObj(this::streamsPort).toList();
    }

    /** Where an instance of the streams application has its stores. */
    public Path stores(String instance) {
        return numbers(StackPlan.STREAMS)
                .filter(number -> Instances.name(StackPlan.STREAMS, number).equals(instance))
                .mapToObj(number -> layout.streams(number).resolve("streams"))
                .findFirst()
                .orElseThrow();
    }

    private int streamsPort(int number) {
        return Ports.instance(ports.streams(), number);
    }

    private int callbackPort(int number) {
        return Ports.instance(ports.callback(), number + 1);
    }

    private Part poller(int number, SimulatedAccounts accounts) {
        var variables = new HashMap<>(ServiceVariables.poller(layout, brokers));
        variables.remove("TELLTALE_POLL_TASKS_FILE");
        variables.remove("TELLTALE_IDENTITIES_FILE");
        variables.putAll(accounts.variables());
        variables.putAll(accounts.budgets(REQUESTS_PER_MINUTE));
        return service(
                Instances.name(StackPlan.POLLER, number),
                "io.telltale.poller.PollerApplication",
                Ports.instance(ports.poller(), number),
                variables);
    }

    private Part callback(int number, SimulatedAccounts accounts) {
        var variables = new HashMap<>(ServiceVariables.callback(brokers));
        variables.putAll(accounts.thingSpaceVariables());
        return service(
                Instances.name(StackPlan.CALLBACK, number),
                "io.telltale.callback.CallbackApplication",
                callbackPort(number),
                variables);
    }

    private Part streams(int number) {
        return service(
                Instances.name(StackPlan.STREAMS, number),
                "io.telltale.streams.StreamsApplication",
                streamsPort(number),
                ServiceVariables.streams(
                        layout.streams(number), brokers, instances.of(StackPlan.STREAMS)));
    }

    private Part service(String name, String main, int port, Map<String, String> variables) {
        var environment = new HashMap<>(variables);
        environment.putAll(ServiceVariables.process(layout, name, port, peerSecret));
        var module = Instances.serviceOf(name);
        var home = new Layout(services, layout.data());
        var arguments =
                List.of(
                        "-XX:SharedArchiveFile=" + home.classArchive(module),
                        "-cp",
                        home.classPath(module),
                        main);
        var ready = "http://127.0.0.1:%d/health/readiness".formatted(Ports.management(port));
        return new Part(
                name,
                JavaCommand.of(name, 256, arguments),
                environment,
                "http://127.0.0.1:" + port,
                List.of(port, Ports.management(port)),
                Set.of(),
                new Readiness.HttpOk(URI.create(ready)),
                LIMIT);
    }
}
