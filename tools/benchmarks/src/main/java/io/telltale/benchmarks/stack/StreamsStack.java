package io.telltale.benchmarks.stack;

import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.run.FreePorts;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.OwnFolder;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.Refusal;
import io.telltale.localstack.run.StartResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack of its own on free ports. {@link #close()} may be called by another thread at any time;
 * it leaves no process, only data and logs in the folder, which the next run clears.
 */
public final class StreamsStack implements AutoCloseable {

    /** The stores are flushed; a second start from them costs nothing then. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final String STREAMS = "streams-app";

    private final Layout layout;
    private final Ports ports;
    private final StreamsPlan plan;
    private final Progress progress;
    private final LocalStack foundation;

    /**
     * A stack that is not started.
     *
     * @param root the checkout
     * @param folder where data and logs go
     * @param partitions of every topic
     * @param heapMib largest heap of the streams application
     */
    public StreamsStack(Path root, Path folder, int partitions, int heapMib, Progress progress) {
        this.layout = new Layout(root, folder);
        var free = new FreePorts();
        this.ports =
                new Ports(
                        free.next(),
                        free.next(),
                        free.next(),
                        free.next(),
                        free.next(),
                        free.next(),
                        free.next());
        this.plan = new StreamsPlan(layout, ports, partitions, heapMib);
        this.progress = progress;
        this.foundation = new LocalStack(layout, plan.foundation(), progress);
    }

    /** Clears the folder and starts everything but the streams application. */
    public void start() throws Refusal {
        new OwnFolder(layout).markIfEmpty();
        foundation.prepare(true);
        switch (foundation.start()) {
            case StartResult.Ready() -> {}
            case StartResult.Failed(var part, var reason, var log) ->
                    throw new Refusal("%s %s (more in %s)".formatted(part, reason, log));
            case StartResult.Interrupted() -> throw new Refusal("It was interrupted.");
        }
    }

    /**
     * Starts the streams application and does not wait for it.
     *
     * @param recording where its flight recording goes when it stops, if one is wanted
     */
    public void startStreams(Optional<Path> recording) {
        if (!foundation.isStopping()) {
            streams(recording).startAgain(STREAMS);
        }
    }

    /** Stops the streams application in order. */
    public void stopStreams() throws Refusal {
        if (!foundation.end(STREAMS, LONGEST_STOP)) {
            throw new Refusal(
                    "streams-app did not stop within %s (more in %s)"
                            .formatted(LONGEST_STOP, log()));
        }
    }

    private LocalStack streams(Optional<Path> recording) {
        return new LocalStack(layout, List.of(plan.streams(recording)), progress);
    }

    /** The variables of the streams application, by which others find broker and registry too. */
    public Map<String, String> variables() {
        return plan.streams(Optional.empty()).environment();
    }

    /** Where the streams application answers. */
    public URI reads() {
        return URI.create("http://127.0.0.1:" + ports.streams());
    }

    /** Whether the streams application runs. */
    public boolean isStreamsAlive() {
        return foundation.process(STREAMS).isPresent();
    }

    /** Processor time of the streams application since its start. */
    public Duration streamsCpu() {
        return cpu(STREAMS);
    }

    /** Processor time of the broker since its start. */
    public Duration brokerCpu() {
        return cpu("kafka");
    }

    private Duration cpu(String part) {
        return foundation
                .process(part)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** Output of the streams application. */
    public Path log() {
        return layout.data().resolve("logs").resolve(STREAMS + ".log");
    }

    @Override
    public void close() {
        foundation.stop();
    }
}
