package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.plan.Accounts;
import io.telltale.localstack.plan.CheckPlan;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.plan.PushProject;
import io.telltale.localstack.plan.ThingSpaceAccount;
import io.telltale.localstack.run.FreePorts;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.OwnFolder;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import io.telltale.localstack.run.StartResult;
import io.telltale.schemas.topic.Topics;
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
 * One run: a stack of its own is started, disturbed for the fleet's life, brought to rest and
 * compared. Leaves its data and logs in its folder, and no process.
 */
final class CheckRun {

    private static final double FAULT_RATE = 0.1;
    private static final String PART = "check";

    /** The fleet lives on while the services still start; nothing is lost by more. */
    private static final Duration START = Duration.ofSeconds(20);

    private final Setting setting;
    private final Layout layout;
    private final Ports ports;
    private final CheckPlan plan;
    private final Progress progress;
    private final List<LocalStack> stacks = new ArrayList<>();

    /**
     * A run that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked
     * @param folder where data and logs go; what an earlier check left there is removed
     */
    CheckRun(Setting setting, Path root, Path services, Path folder, Progress progress) {
        this.setting = setting;
        this.layout = new Layout(root, folder);
        this.ports = ports();
        this.plan = new CheckPlan(layout, services, ports, setting.instances());
        this.progress = progress;
    }

    private static Ports ports() {
        var free = new FreePorts();
        return new Ports(
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next(),
                free.next());
    }

    /**
     * Runs it.
     *
     * @throws Refusal if it could not be run
     */
    SettingResult run() throws Refusal, IOException, InterruptedException {
        var simulator = new Simulator(URI.create("http://127.0.0.1:" + ports.simulator()));
        try {
            start(plan.foundation(setting.seed(), setting.life().plus(START)), true);
            var fleet = simulator.fleet();
            try (var _ = new Balancer(ports.callback(), plan.callbackPorts())) {
                var services = start(plan.services(accounts(fleet)), false);
                return disturbed(simulator, fleet, services);
            }
        } finally {
            stop();
        }
    }

    private SettingResult disturbed(Simulator simulator, JsonNode fleet, LocalStack services)
            throws IOException, InterruptedException {
        var pollers = new Pollers(URI.create("http://127.0.0.1:" + ports.poller()));
        pollers.poll(fleet);
        simulator.faults(FAULT_RATE);
        progress.line(PART, "every fault at 10 %% for %s".formatted(setting.life()));
        new Disturber(services, plan.instances(), progress).during(setting.life(), setting.kills());
        simulator.faults(0);
        progress.line(PART, "no more faults; waiting until nothing is left to do");
        var topic =
                new Topic(
                        "127.0.0.1:" + ports.kafka(),
                        URI.create(
                                "http://127.0.0.1:%d/apis/ccompat/v7".formatted(ports.registry())));
        var rested = new Rest(simulator, pollers, topic, progress).await();
        progress.line(PART, "comparing");
        var requests = simulator.requests();
        return new SettingResult(
                setting,
                new Families(simulator, topic).compare(),
                simulator.queued(),
                new Budget(CheckPlan.REQUESTS_PER_MINUTE).exceeded(requests),
                requests.size(),
                topic.count(Topics.DEAD_LETTER),
                rested);
    }

    private LocalStack start(List<Part> parts, boolean fresh) throws Refusal {
        var stack = new LocalStack(layout, parts, progress);
        stacks.add(stack);
        if (fresh) {
            new OwnFolder(layout).markIfEmpty();
            stack.prepare(true);
        }
        return switch (stack.start()) {
            case StartResult.Ready() -> stack;
            case StartResult.Failed(var part, var reason, var log) ->
                    throw new Refusal("%s %s (more in %s)".formatted(part, reason, log));
            case StartResult.Interrupted() -> throw new Refusal("It was interrupted.");
        };
    }

    /** Leaves no process, whoever asks. */
    void stop() {
        stacks.reversed().forEach(LocalStack::stop);
    }

    private static Accounts accounts(JsonNode fleet) {
        return new Accounts(
                each(fleet, "accounts")
                        .map(account ->
                                new ThingSpaceAccount(
                                        account.path("name").asText(),
                                        account.path("key").asText(),
                                        account.path("username").asText()))
                        .toList(),
                each(fleet, "pushProjects")
                        .map(project ->
                                new PushProject(
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
