package io.telltale.localstack.check.cluster;

import static java.util.Objects.requireNonNull;

import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.CheckStack;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.check.streams.Disturbance;
import io.telltale.localstack.check.streams.FleetRefs;
import io.telltale.localstack.check.streams.StreamsReads;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Disturbs a cluster, while clients that know all instances of the streams application read from
 * them and follow live streams; compares what they got.
 */
public final class ClusterLoad implements Disturbance {

    private static final Duration FRESH = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAST = Duration.ofMinutes(15);

    private final Setting setting;
    private final LoadSize size;
    private final CheckStack stack;
    private final Path file;
    private final Progress progress;
    private @Nullable Observed observed;

    /**
     * A load that has not begun.
     *
     * @param stack not started yet
     * @param folder where the answers are kept
     */
    public ClusterLoad(
            Setting setting, LoadSize size, CheckStack stack, Path folder, Progress progress) {
        this.setting = setting;
        this.size = size;
        this.stack = stack;
        this.file = folder.resolve("answers.ndjson");
        this.progress = progress;
    }

    /** What was observed, and what goes on to be until everything is at rest. */
    private record Observed(
            AnswerLog answers,
            ArrivalWatch arrivals,
            Future<?> arriving,
            RunQueue queue,
            ReadLoad load,
            LiveClients streams,
            ClusterFaults faults) {}

    @Override
    public void during(LocalStack services, FleetRefs refs)
            throws IOException, InterruptedException, StackStartException {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var arrivals = new ArrivalWatch(stack.topic());
        var queue = new RunQueue();
        var answers = new AnswerLog(file);
        var arriving = threads.submit(arrivals::follow);
        var looking =
                threads.submit(() -> {
                    queue.follow();
                    return null;
                });
        var faults = faults(services, queue);
        caughtUp();
        var load =
                new ReadLoad(
                        stack.streams(),
                        new ReadDraw(setting.seed(), refs.all(), arrivals, campaigns()),
                        answers);
        var streams =
                new LiveClients(
                        setting.seed(), size.streams(), stack.streams(), refs.all(), stack.topic());
        observed = new Observed(answers, arrivals, arriving, queue, load, streams, faults);
        var sending = threads.submit(() -> load.send(size.readsPerSecond()));
        try {
            faults.during(setting);
        } finally {
            sending.cancel(true);
            looking.cancel(true);
        }
    }

    /** The fleet's past comes all at once; what is checked begins when it is read. */
    private void caughtUp() throws InterruptedException {
        progress.line("check", "waiting until the fleet's past is read");
        var reads = new StreamsReads(stack.streams());
        var begin = System.nanoTime();
        while (reads.position().asOf().isBefore(Instant.now().minus(FRESH))) {
            if (System.nanoTime() - begin > LONGEST_PAST.toNanos()) {
                progress.line("check", "it is not read yet; going on");
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private ClusterFaults faults(LocalStack services, RunQueue queue) {
        var all = stack.instances();
        var health =
                new ClusterHealth(
                        List.of(stack.foundation(), services),
                        stack.streams(),
                        stack.bootstrapServers());
        return new ClusterFaults(
                all,
                name -> services.has(name) ? services : stack.foundation(),
                stack::stores,
                health,
                queue,
                progress);
    }

    private List<String> campaigns() throws IOException {
        return stack.simulator().state().stream()
                .filter(line -> line.system().equals("thingspace-campaign"))
                .map(line -> line.account() + ":" + line.fact().path("campaignId").asText())
                .distinct()
                .toList();
    }

    @Override
    public Findings findings(PlainTopicReader topic) throws IOException, InterruptedException {
        var all = requireNonNull(observed, "nothing was observed");
        try (var streams = all.streams()) {
            progress.line("check", "comparing answers and streams");
            all.answers().close();
            all.arriving().cancel(true);
            var judge = new AnswerJudge(all.arrivals().all());
            var availability = new Availability(all.queue(), stack.partitions());
            var reads = new ReadResults(judge, availability, progress);
            reads.addAll(all.answers());
            var families = new ArrayList<>(reads.families());
            families.add(streams.result(topic));
            var counts = new ArrayList<>(all.faults().counts());
            counts.addAll(reads.counts());
            counts.add(
                    Count.fault(
                            "readErrors",
                            "answers with another status than 200, 404 or 503",
                            all.load().errors()));
            counts.addAll(streams.counts());
            counts.add(
                    Count.fault(
                            "openPeerRoutes",
                            "requests answered between instances without their secret",
                            new PeerDoors(stack.streams()).open()));
            return new Findings(families, counts);
        }
    }
}
