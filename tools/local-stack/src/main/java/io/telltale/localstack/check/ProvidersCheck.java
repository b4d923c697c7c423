package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./telltale check providers}: every fact that a provider was told to forget, or still
 * tells, is on the topics once, whatever goes wrong. Run once with one instance of each service,
 * and once with two of which one at a time is killed.
 */
public final class ProvidersCheck {

    private final Path root;
    private final Path services;
    private final Progress progress;
    private final AtomicReference<@Nullable CheckRun> running = new AtomicReference<>();

    /**
     * A check that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     */
    public ProvidersCheck(Path root, Path services, Progress progress) {
        this.root = root;
        this.services = services;
        this.progress = progress;
    }

    /**
     * Runs it, prints the table and writes the JSON.
     *
     * @param settings the runs, one or more, the hardest last
     * @param json where the JSON goes; data and logs go beside it
     * @return the last line; "holds" when everything holds
     * @throws Refusal if it could not be run
     */
    public String run(List<Setting> settings, Path json)
            throws Refusal, IOException, InterruptedException {
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

    /** Leaves no process; may be called by another thread at any time. */
    public void stop() {
        var run = running.get();
        if (run != null) {
            run.stop();
        }
    }
}
