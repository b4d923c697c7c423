package io.telltale.localstack.check.providers;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.check.report.RunResult;
import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.CheckRun;
import io.telltale.localstack.check.stack.CheckStack;
import io.telltale.localstack.check.stack.FaultInjector;
import io.telltale.localstack.check.stack.PipelineQuiescence;
import io.telltale.localstack.plan.CheckPlan;
import io.telltale.localstack.plan.CheckPlan.Checked;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One run of the check of providers: a stack of its own is started, disturbed for the fleet's life,
 * brought to rest and compared.
 */
public final class ProvidersRun implements CheckRun {

    private static final double FAULT_RATE = 0.1;
    private static final String PART = "check";

    /**
     * A history is asked for until 2 min ago, and again a minute after it was asked; its youngest
     * events are as old as the fleet.
     */
    private static final Duration HISTORY_ASKED = Duration.ofMinutes(4);

    private final Setting setting;
    private final CheckStack stack;
    private final Progress progress;

    /**
     * A run that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked
     * @param folder where data and logs go; what an earlier check left there is removed
     */
    public ProvidersRun(Setting setting, Path root, Path services, Path folder, Progress progress) {
        this.setting = setting;
        this.stack =
                new CheckStack(
                        root, services, folder, setting.instances(), Checked.PROVIDERS, progress);
        this.progress = progress;
    }

    @Override
    public RunResult run() throws StackStartException, IOException, InterruptedException {
        return stack.use(setting.seed(), setting.life(), this::disturbed);
    }

    private RunResult disturbed(LocalStack services, JsonNode fleet)
            throws IOException, InterruptedException {
        var simulator = stack.simulator();
        var quirks = DrawnQuirks.of(setting.seed(), fleet);
        simulator.quirks(quirks.quirks());
        progress.line(PART, "quirks: " + quirks.quirks());
        var pollers = stack.pollers(quirks.closedCommand());
        pollers.poll(fleet);
        simulator.faults(FAULT_RATE);
        progress.line(PART, "every fault at 10 %%, and odd rows, for %s".formatted(setting.life()));
        new FaultInjector(services, stack.instances(), progress)
                .during(setting.life(), setting.kills());
        simulator.faults(0);
        simulator.quirks(quirks.withoutFailures().quirks());
        progress.line(PART, "no more faults; waiting until nothing is left to do");
        var topic = stack.topic();
        var complete = simulator.bornAt().plus(HISTORY_ASKED);
        var rested = new PipelineQuiescence(simulator, pollers, topic, complete, progress).await();
        progress.line(PART, "comparing");
        var requests = simulator.requests();
        return new RunResult(
                setting,
                new ProviderFamilies(simulator, topic, "").compare(),
                List.of(
                        Count.shown("requests", "requests", requests.size()),
                        Count.fault(
                                "budgetExceeded",
                                "windows above the budget",
                                new Budget(CheckPlan.REQUESTS_PER_MINUTE).exceeded(requests)),
                        Count.fault("queueLeft", "messages left in the queue", simulator.queued()),
                        Count.fault(
                                "deadLetters", "dead letters", topic.count(Topics.DEAD_LETTER))),
                rested);
    }

    @Override
    public void stop() {
        stack.stop();
    }
}
