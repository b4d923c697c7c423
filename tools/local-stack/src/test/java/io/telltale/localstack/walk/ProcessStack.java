package io.telltale.localstack.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.StackPlan;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.localstack.run.StartResult.Ready;
import io.telltale.localstack.run.Supervisor;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The local stack as {@code ./telltale up} starts it, on free ports. */
final class ProcessStack implements RunningStack, AutoCloseable {

    private static final String BROKER = "TELLTALE_BROKER_PROPERTIES_";

    /** The broker looks every second, from the start, for records that are past their retention. */
    private static final Map<String, String> VARIABLES =
            Map.of(
                    BROKER + "LOG_RETENTION_CHECK_INTERVAL_MS",
                    "1000",
                    BROKER + "LOG_INITIAL_TASK_DELAY_MS",
                    "1000",
                    "TELLTALE_SIMULATOR_ANY_CALLBACK_PORT",
                    "true");

    private final Layout layout;
    private final Ports ports;
    private final Map<String, String> variables;
    private LocalStack stack;

    ProcessStack(Path root, Path data) {
        this(root, data, _ -> Map.of());
    }

    /**
     * A stack with variables of a test's own.
     *
     * @param more variables for every part, once the registry's address is known
     */
    ProcessStack(Path root, Path data, Function<URI, Map<String, String>> more) {
        this.layout = new Layout(root, data);
        this.ports = Ports.free();
        this.variables = new HashMap<>(VARIABLES);
        variables.putAll(more.apply(registry()));
        this.stack = newStack(_ -> true);
    }

    void start() {
        startWithout("");
    }

    /** Starts all parts but one. */
    void startWithout(String part) {
        stack = newStack(each -> !each.name().equals(part));
        try {
            stack.prepare(false);
        } catch (StackStartException e) {
            throw new AssertionError(e.sentence(), e);
        }
        assertThat(stack.start()).isEqualTo(new Ready());
    }

    /** Starts the part that was left out, and does not wait for it. */
    void startLate(String part) {
        startLate(part, Map.of());
    }

    /**
     * The same with variables of its own.
     *
     * @param more over those that every part has
     */
    void startLate(String part, Map<String, String> more) {
        var own = new HashMap<>(variables);
        own.putAll(more);
        newStack(each -> each.name().equals(part), own).startAgain(part);
    }

    /**
     * Gives the broker one more listener, from its next start on.
     *
     * @param port where it listens
     * @param advertised port that clients get: of a relay before it
     */
    void addBrokerAddress(int port, int advertised) {
        var usual = "PLAINTEXT://127.0.0.1:" + ports.kafka();
        variables.put(
                BROKER + "LISTENERS",
                "%s,RELAYED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(usual, port, ports.controller()));
        variables.put(
                BROKER + "ADVERTISED_LISTENERS",
                "%s,RELAYED://127.0.0.1:%d".formatted(usual, advertised));
        variables.put(
                BROKER + "LISTENER_SECURITY_PROTOCOL_MAP",
                "PLAINTEXT:PLAINTEXT,RELAYED:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    /** Metrics of callback-service. */
    URI callbackMetrics() {
        return URI.create(
                "http://127.0.0.1:%d/prometheus".formatted(Ports.management(ports.callback())));
    }

    @Override
    public void restart() {
        stack.stop();
        start();
    }

    @Override
    public URI streams() {
        return URI.create("http://127.0.0.1:" + ports.streams());
    }

    @Override
    public URI poller() {
        return URI.create("http://127.0.0.1:" + ports.poller());
    }

    @Override
    public URI simulator() {
        return URI.create("http://127.0.0.1:" + ports.simulator());
    }

    @Override
    public URI registry() {
        return URI.create("http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7");
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    @Override
    public void close() {
        new Supervisor(layout).stop(progress());
    }

    private LocalStack newStack(Predicate<Part> isWanted) {
        return newStack(isWanted, variables);
    }

    private LocalStack newStack(Predicate<Part> isWanted, Map<String, String> variables) {
        var parts = new StackPlan(layout, ports, variables).parts();
        return new LocalStack(layout, parts.stream().filter(isWanted).toList(), progress());
    }

    private static Progress progress() {
        return new Progress(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }
}
