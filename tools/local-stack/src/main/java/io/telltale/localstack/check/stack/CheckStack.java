package io.telltale.localstack.check.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.plan.CheckPlan;
import io.telltale.localstack.plan.CheckPlan.Checked;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.PushProjectPlan;
import io.telltale.localstack.plan.SimulatedAccounts;
import io.telltale.localstack.plan.ThingSpaceAccountPlan;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.OwnFolder;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.localstack.run.StartResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The stack of one run, on free ports: first broker, registry and simulator, then the services for
 * the simulator's accounts, callback services behind a balancer. Leaves its data and logs in its
 * folder, and no process.
 */
public final class CheckStack {

    /** The fleet lives on while the services still start; nothing is lost by more. */
    private static final Duration START = Duration.ofSeconds(20);

    private final Layout layout;
    private final Ports ports = Ports.free();
    private final CheckPlan plan;
    private final Progress progress;
    private final List<LocalStack> stacks = new ArrayList<>();

    /**
     * A stack that is not started.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked
     * @param folder where data and logs go; what an earlier check left there is removed
     * @param instances of each service that is checked
     */
    public CheckStack(
            Path root,
            Path services,
            Path folder,
            int instances,
            Checked checked,
            Progress progress) {
        this.layout = new Layout(root, folder);
        this.plan = new CheckPlan(layout, services, ports, instances, checked);
        this.progress = progress;
    }

    /** What is done with a stack that runs. */
    public interface Use<R> {

        /** Does it with the services' processes and what the fleet has at each provider. */
        R with(LocalStack services, JsonNode fleet)
                throws IOException, InterruptedException, StackStartException;
    }

    /**
     * Starts everything, does something with it and stops everything.
     *
     * @param life how long the fleet changes once the services run
     */
    public <R> R use(long seed, Duration life, Use<R> use)
            throws StackStartException, IOException, InterruptedException {
        try {
            start(plan.foundation(seed, life.plus(START)), true);
            var fleet = simulator().fleet();
            try (var _ = new Balancer(ports.callback(), plan.callbackPorts())) {
                return use.with(start(plan.services(accounts(fleet)), false), fleet);
            }
        } finally {
            stop();
        }
    }

    /** The simulator's control side. */
    public Simulator simulator() {
        return new Simulator(local(ports.simulator()));
    }

    /** The operator's side of the pollers. */
    public URI poller() {
        return local(ports.poller());
    }

    /** The pollers, to have the fleet polled as often as this check needs. */
    public Pollers pollers(Optional<String> closedCommand) {
        return new Pollers(poller(), closedCommand, plan.pollIntervals());
    }

    /** Device and campaign reads, of each instance of the streams application. */
    public List<URI> streams() {
        return plan.streamsPorts().stream().map(CheckStack::local).toList();
    }

    /** The topics. */
    public PlainTopicReader topic() {
        return new PlainTopicReader(bootstrapServers(), registry());
    }

    /** One in so many of the drawn events is published. */
    public int drawnOneIn() {
        return plan.drawnOneIn();
    }

    /** How many partitions every topic has. */
    public int partitions() {
        return plan.partitions();
    }

    /** Host and port of each broker. */
    public String bootstrapServers() {
        return plan.bootstrapServers();
    }

    /** The processes that the services need: brokers, registry and simulator, once they run. */
    public LocalStack foundation() {
        return stacks.getFirst();
    }

    /** Where an instance of the streams application has its stores. */
    public Path stores(String instance) {
        return plan.stores(instance);
    }

    /** The registry's Confluent API. */
    public URI registry() {
        return URI.create(local(ports.registry()) + "/apis/ccompat/v7");
    }

    /** Names of the instances of each service that is checked. */
    public List<List<String>> instances() {
        return plan.instances();
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private LocalStack start(List<Part> parts, boolean fresh) throws StackStartException {
        var stack = new LocalStack(layout, parts, progress);
        stacks.add(stack);
        if (fresh) {
            new OwnFolder(layout).markIfEmpty();
            stack.prepare(true);
        }
        return switch (stack.start()) {
            case StartResult.Ready() -> stack;
            case StartResult.Failed(var part, var reason, var log) ->
                    throw new StackStartException(
                            "%s %s (more in %s)".formatted(part, reason, log));
            case StartResult.Interrupted() -> throw new StackStartException("It was interrupted.");
        };
    }

    /** Leaves no process, whoever asks. */
    public void stop() {
        stacks.reversed().forEach(LocalStack::stop);
    }

    private static SimulatedAccounts accounts(JsonNode fleet) {
        return new SimulatedAccounts(
                each(fleet, "accounts")
                        .map(account ->
                                new ThingSpaceAccountPlan(
                                        account.path("name").asText(),
                                        account.path("key").asText(),
                                        account.path("username").asText()))
                        .toList(),
                each(fleet, "pushProjects")
                        .map(project ->
                                new PushProjectPlan(
                                        project.path("name").asText(),
                                        text(project.path("apptoken")),
                                        text(project.path("clientId")),
                                        text(project.path("clientSecret"))))
                        .toList(),
                each(fleet, "graphAccounts")
                        .map(account -> account.path("name").asText())
                        .toList());
    }

    private static Stream<JsonNode> each(JsonNode parent, String name) {
        return StreamSupport.stream(parent.path(name).spliterator(), false);
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
