package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StartRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./telltale check streams}: whatever goes wrong, in whatever order it comes, every device,
 * message, task and campaign is answered as an independent recomputation says.
 */
public final class StreamsCheck implements Check {

    private final Path root;
    private final Path services;
    private final Progress progress;
    private final AtomicReference<@Nullable StreamsRun> running = new AtomicReference<>();

    /**
     * A check that has not begun.
     *
     * @param root the checkout
     * @param services the checkout whose services are checked, normally the same
     */
    public StreamsCheck(Path root, Path services, Progress progress) {
        this.root = root;
        this.services = services;
        this.progress = progress;
    }

    @Override
    public String run(long seed, Duration life, int kills, Path json)
            throws StartRefusal, IOException, InterruptedException {
        var setting = new Setting("streams", 1, kills, seed, life);
        var run =
                new StreamsRun(
                        setting, root, services, json.resolveSibling("streams-run"), progress);
        running.set(run);
        var result = run.run();
        result.write(json);
        result.table().forEach(progress::print);
        return result.verdict();
    }

    @Override
    public void stop() {
        var run = running.get();
        if (run != null) {
            run.stop();
        }
    }
}
