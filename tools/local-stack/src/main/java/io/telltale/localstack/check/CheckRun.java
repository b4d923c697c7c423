package io.telltale.localstack.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.localstack.plan.CheckPlan;
import io.telltale.localstack.plan.CheckPlan.Checked;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StartRefusal;
import io.telltale.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of the check of providers: a stack of its own is started, disturbed for the fleet's life,
 * brought to rest and compared.
 */
final class CheckRun {

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
    CheckRun(Setting setting, Path root, Path services, Path folder, Progress progress) {
        this.setting = setting;
        this.stack =
                new CheckStack(
                        root, services, folder, setting.instances(), Checked.PROVIDERS, progress);
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws StartRefusal if it could not be run
     */
    SettingResult run() throws StartRefusal, IOException, InterruptedException {
        return stack.use(setting.seed(), setting.life(), this::disturbed);
    }

    private SettingResult disturbed(LocalStack services, JsonNode fleet)
            throws IOException, InterruptedException {
        var simulator = stack.simulator();
        var quirks = DrawnQuirks.of(setting.seed(), fleet);
        simulator.quirks(quirks);
        progress.line(PART, "quirks: " + quirks.quirks());
        var pollers = new Pollers(stack.poller(), quirks.closedCommand());
        pollers.poll(fleet);
        simulator.faults(FAULT_RATE);
        progress.line(PART, "every fault at 10 %%, and odd rows, for %s".formatted(setting.life()));
        new FaultInjector(services, stack.instances(), progress)
                .during(setting.life(), setting.kills());
        simulator.faults(0);
        simulator.quirks(quirks.withoutFailures());
        progress.line(PART, "no more faults; waiting until nothing is left to do");
        var topic = stack.topic();
        var told = simulator.bornAt().plus(HISTORY_ASKED);
        var rested = new PipelineQuiescence(simulator, pollers, topic, told, progress).await();
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

    /** Leaves no process, whoever asks. */
    void stop() {
        stack.stop();
    }
}
