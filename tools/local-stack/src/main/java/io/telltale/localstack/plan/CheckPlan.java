package io.telltale.localstack.plan;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private final int instances;
    private final Checked checked;
    private final String peerSecret = ServiceVariables.newPeerSecret();

    /** What a check is about. */
    public enum Checked {
        /** What pollers and callback services write; the streams application is left out. */
        PROVIDERS("check"),
        /** What the streams application answers. */
        STREAMS("streams");

        private final String fleet;

        Checked(String fleet) {
            this.fleet = fleet;
        }
    }

    /**
     * A plan.
     *
     * @param layout checkout and data folder
     * @param services checkout whose services are checked; normally the same
     * @param ports where the parts listen; the balancer is where a lone callback service would be
     * @param instances of each service that is checked; of the others there is one
     */
    public CheckPlan(Layout layout, Path services, Ports ports, int instances, Checked checked) {
        this.layout = layout;
        this.services = services;
        this.ports = ports;
        this.instances = instances;
        this.checked = checked;
    }

    /**
     * Broker, registry, simulator with the fleet of the check, topics and schemas.
     *
     * @param seed of fleet and faults
     * @param life how long the fleet changes
     */
    public List<Part> foundation(long seed, Duration life) {
        return new StackPlan(
                        layout,
                        ports,
                        Map.of(
                                "TELLTALE_SIMULATOR_FLEET",
                                checked.fleet,
                                "TELLTALE_SIMULATOR_SEED",
                                Long.toString(seed),
                                "TELLTALE_SIMULATOR_LIFE",
                                life.toString(),
                                "TELLTALE_SIMULATOR_ANY_CALLBACK_PORT",
                                "true"))
                .foundation();
    }

    /** The services, for these accounts. */
    public List<Part> services(SimulatedAccounts accounts) {
        var parts = new ArrayList<Part>();
        for (int number = 1; number <= of(Checked.PROVIDERS); number++) {
            parts.add(poller(number, accounts));
            parts.add(callback(number, accounts));
        }
        if (checked == Checked.STREAMS) {
            for (int number = 1; number <= instances; number++) {
                parts.add(streams(number));
            }
        }
        return parts;
    }

    private int of(Checked services) {
        return checked == services ? instances : 1;
    }

    /** Names of the instances of each service that is checked. */
    public List<List<String>> instances() {
        return switch (checked) {
            case PROVIDERS -> instances(StackPlan.POLLER, StackPlan.CALLBACK);
            case STREAMS -> instances(StackPlan.STREAMS);
        };
    }

    private List<List<String>> instances(String... services) {
        return Stream.of(services)
                .map(service ->
                        IntStream.rangeClosed(1, instances)
                                .mapToObj(number -> Instances.name(service, number))
                                .toList())
                .toList();
    }

    /** Where the callback services listen, behind the balancer. */
    public List<Integer> callbackPorts() {
        return IntStream.rangeClosed(1, of(Checked.PROVIDERS))
                .mapToObj(this::callbackPort)
                .toList();
    }

    /** Where the instances of the streams application listen. */
    public List<Integer> streamsPorts() {
        return IntStream.rangeClosed(1, of(Checked.STREAMS)).mapToObj(this::streamsPort).toList();
    }

    private int streamsPort(int number) {
        return Ports.instance(ports.streams(), number);
    }

    private int callbackPort(int number) {
        return Ports.instance(ports.callback(), number + 1);
    }

    private Part poller(int number, SimulatedAccounts accounts) {
        var variables = new HashMap<>(ServiceVariables.poller(layout, ports));
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
        var variables = new HashMap<>(ServiceVariables.callback(ports));
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
                ServiceVariables.streams(layout.streams(number), ports, instances));
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
