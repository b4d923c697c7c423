package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StartRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./telltale check providers}: every fact that a provider was told to forget, or still
 * tells, is on the topics once, whatever goes wrong. Run once with one instance of each service,
 * and once with two of which one at a time is killed.
 */
public final class ProvidersCheck implements Check {

    private final Path root;
    private final Path services;
    private final Progress progress;
    private final @Nullable Integer instances;
    private final AtomicReference<@Nullable CheckRun> running = new AtomicReference<>();

    /**
     * A check that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     * @param instances only the run with so many instances of each service; null for both runs
     */
    public ProvidersCheck(
            Path root, Path services, @Nullable Integer instances, Progress progress) {
        this.root = root;
        this.services = services;
        this.instances = instances;
        this.progress = progress;
    }

    @Override
    public String run(long seed, Duration life, int kills, Path json)
            throws StartRefusal, IOException, InterruptedException {
        var settings =
                Setting.usual(seed, life, kills).stream()
                        .filter(setting -> instances == null || setting.instances() == instances)
                        .toList();
        var results = new ArrayList<SettingResult>();
        for (var setting : settings) {
            progress.line("check", "run " + setting.name());
            var folder = json.resolveSibling("providers-" + setting.name());
            var run = new CheckRun(setting, root, services, folder, progress);
            running.set(run);
            results.add(run.run());
        }
        var report = new Report("providers", results);
        report.write(json);
        report.table().forEach(progress::print);
        return report.verdict();
    }

    @Override
    public void stop() {
        var run = running.get();
        if (run != null) {
            run.stop();
        }
    }
}
