package io.telltale.localstack.check;

import io.telltale.localstack.check.cluster.ClusterLoad;
import io.telltale.localstack.check.cluster.LoadSize;
import io.telltale.localstack.check.providers.ProvidersRun;
import io.telltale.localstack.check.report.Report;
import io.telltale.localstack.check.report.RunResult;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.CheckRun;
import io.telltale.localstack.check.stack.CheckStack;
import io.telltale.localstack.check.streams.StreamsKills;
import io.telltale.localstack.check.streams.StreamsRun;
import io.telltale.localstack.plan.CheckPlan.Checked;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A promise of Telltale that is checked while providers misbehave and processes die. */
public final class Check {

    private final String name;
    private final List<Setting> settings;
    private final Factory factory;
    private final Progress progress;
    private final AtomicReference<@Nullable CheckRun> running = new AtomicReference<>();

    private Check(String name, List<Setting> settings, Factory factory, Progress progress) {
        this.name = name;
        this.settings = List.copyOf(settings);
        this.factory = factory;
        this.progress = progress;
    }

    /** Creates a run whose data and logs go to this folder. */
    private interface Factory {
        CheckRun of(Setting setting, Path folder);
    }

    /**
     * {@code ./telltale check providers}: every fact of a provider is on the topics exactly once.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     */
    public static Check providers(
            List<Setting> settings, Path root, Path services, Progress progress) {
        return new Check(
                "providers",
                settings,
                (setting, folder) -> new ProvidersRun(setting, root, services, folder, progress),
                progress);
    }

    /**
     * {@code ./telltale check streams}: every device, message, task and campaign is answered as an
     * independent recomputation has it.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     */
    public static Check streams(Setting setting, Path root, Path services, Progress progress) {
        return new Check(
                "streams",
                List.of(setting),
                (each, folder) -> {
                    var stack = stack(each, Checked.STREAMS, root, services, folder, progress);
                    var kills = new StreamsKills(each, stack.instances(), progress);
                    return new StreamsRun(each, stack, kills, progress);
                },
                progress);
    }

    /**
     * {@code ./telltale check cluster}: any instance answers for all of them, rightly and almost
     * always, while instances and brokers end, stop and start.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     */
    public static Check cluster(
            Setting setting, LoadSize size, Path root, Path services, Progress progress) {
        return new Check(
                "cluster",
                List.of(setting),
                (each, folder) -> {
                    var stack = stack(each, Checked.CLUSTER, root, services, folder, progress);
                    var load = new ClusterLoad(each, size, stack, folder, progress);
                    return new StreamsRun(each, stack, load, progress);
                },
                progress);
    }

    private static CheckStack stack(
            Setting setting,
            Checked checked,
            Path root,
            Path services,
            Path folder,
            Progress progress) {
        return new CheckStack(root, services, folder, setting.instances(), checked, progress);
    }

    /**
     * Runs it, prints the table and writes {@code NAME.json}.
     *
     * @param folder where the JSON goes; data and logs of each run go beside it
     * @return the last line; "holds" when everything holds
     * @throws StackStartException if it could not be run
     */
    public String run(Path folder) throws StackStartException, IOException, InterruptedException {
        var results = new ArrayList<RunResult>();
        for (var setting : settings) {
            progress.line("check", "run " + setting.name());
            var run = factory.of(setting, folder.resolve(name + "-" + setting.name()));
            running.set(run);
            results.add(run.run());
        }
        var report = new Report(name, results);
        report.write(folder.resolve(name + ".json"));
        report.table().forEach(progress::print);
        return report.verdict();
    }

    /** Leaves no process; may be called by another thread at any time. */
    public void stop() {
        var run = running.get();
        if (run != null) {
            run.stop();
        }
    }
}
