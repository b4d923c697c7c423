package io.telltale.benchmarks.stack;

import io.telltale.benchmarks.inside.SentRecordsController;
import io.telltale.benchmarks.process.ObservedProcess;
import io.telltale.benchmarks.process.ObservedProcesses;
import io.telltale.benchmarks.process.PartitionReadTimes;
import io.telltale.benchmarks.process.StreamsMeterReader;
import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Ports;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.OwnFolder;
import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StackStartException;
import io.telltale.localstack.run.StartResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A stack of its own on free ports. {@link #close()} may be called by another thread at any time;
 * it leaves no process, only data and logs in the folder, which the next run clears.
 */
public final class StreamsStack implements AutoCloseable {

    /** The stores are flushed; a second start from them costs nothing then. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int OK = 200;
    private static final String STREAMS = "streams-app";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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
     * @param instances of the streams application
     * @param memoryMib memory of the container of each of them
     */
    public StreamsStack(
            Path root,
            Path folder,
            int partitions,
            int instances,
            int memoryMib,
            Progress progress) {
        this.layout = new Layout(root, folder);
        this.ports = Ports.free();
        this.plan = new StreamsPlan(layout, ports, partitions, instances, memoryMib);
        this.progress = progress;
        this.foundation = new LocalStack(layout, plan.foundation(), progress);
    }

    /** Clears the folder and starts everything but the streams application. */
    public void start() throws StackStartException {
        new OwnFolder(layout).markIfEmpty();
        foundation.prepare(true);
        switch (foundation.start()) {
            case StartResult.Ready() -> {}
            case StartResult.Failed(var part, var reason, var log) ->
                    throw new StackStartException(
                            "%s %s (more in %s)".formatted(part, reason, log));
            case StartResult.Interrupted() -> throw new StackStartException("It was interrupted.");
        }
    }

    /**
     * Starts the streams application and does not wait for it.
     *
     * @param recording where the flight recording of its first instance goes when it stops, if one
     *     is wanted
     */
    public void startStreams(Optional<Path> recording) throws StackStartException {
        if (foundation.isStopping()) {
            return;
        }
        for (var name : plan.instances()) {
            var part = plan.streams(name, name.equals(STREAMS) ? recording : Optional.empty());
            new LocalStack(layout, List.of(part), progress).startAgain(name);
        }
    }

    /**
     * Waits until each instance of the streams application is ready.
     *
     * @throws StackStartException if one ends before, or is not ready within two minutes
     */
    public void awaitReady() throws StackStartException, InterruptedException {
        var deadline = System.nanoTime() + LONGEST_START.toNanos();
        for (var instance : management()) {
            while (!answers200(instance.resolve("/health/readiness"))) {
                if (!isStreamsAlive() || System.nanoTime() > deadline) {
                    throw new StackStartException(
                            "streams-app was not ready within %s (more in %s)"
                                    .formatted(LONGEST_START, log()));
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean answers200(URI uri) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops the streams application in order. */
    public void stopStreams() throws StackStartException {
        for (var name : plan.instances()) {
            if (!foundation.end(name, LONGEST_STOP)) {
                throw new StackStartException(
                        "%s did not stop within %s (more in %s)"
                                .formatted(name, LONGEST_STOP, log()));
            }
        }
    }

    /** Ends each instance of the streams application with SIGKILL. */
    public void killStreams() {
        plan.instances().forEach(foundation::kill);
    }

    /** The variables of the streams application, by which others find broker and registry too. */
    public Map<String, String> variables() {
        return plan.variables();
    }

    /** Where the first instance of the streams application answers. */
    public URI reads() {
        return instances().getFirst();
    }

    /** Where each instance of the streams application answers. */
    public List<URI> instances() {
        return IntStream.rangeClosed(1, plan.instances().size())
                .mapToObj(number -> uri(Ports.instance(ports.streams(), number)))
                .toList();
    }

    private List<URI> management() {
        return instances().stream()
                .map(instance -> uri(Ports.management(instance.getPort())))
                .toList();
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Whether every instance of the streams application runs. */
    public boolean isStreamsAlive() {
        return plan.instances().stream().allMatch(name -> foundation.process(name).isPresent());
    }

    /** The streams application as it runs now. */
    public ObservedProcesses streams() throws StackStartException {
        var processes = new ArrayList<ObservedProcess>();
        for (var name : plan.instances()) {
            processes.add(observed(name));
        }
        return new ObservedProcesses(processes);
    }

    /** The broker as it runs now. */
    public ObservedProcess broker() throws StackStartException {
        return observed("kafka");
    }

    private ObservedProcess observed(String part) throws StackStartException {
        return foundation
                .process(part)
                .map(ObservedProcess::new)
                .orElseThrow(
                        () -> new StackStartException(part + " has ended (more in " + log() + ")"));
    }

    /**
     * Records that the producers of the streams application have sent since its start, by topic:
     * output, repartition and changelog topics. Markers of transactions are no records of theirs.
     */
    public Map<String, Long> recordsByTopic() throws StackStartException, InterruptedException {
        var sent = new TreeMap<String, Long>();
        for (var instance : instances()) {
            StreamsMeterReader.recordsByTopic(text(instance.resolve(SentRecordsController.PATH)))
                    .forEach((topic, count) -> sent.merge(topic, count, Long::sum));
        }
        return sent;
    }

    /** Records of changelogs that the streams application has restored since its start. */
    public long restored() throws StackStartException, InterruptedException {
        var restored = 0L;
        for (var text : meters()) {
            restored += StreamsMeterReader.restored(text);
        }
        return restored;
    }

    /** Reads of partitions since the start of the streams application. */
    public PartitionReadTimes partitionReads() throws StackStartException, InterruptedException {
        return PartitionReadTimes.of(meters());
    }

    private List<String> meters() throws StackStartException, InterruptedException {
        var texts = new ArrayList<String>();
        for (var instance : management()) {
            texts.add(text(instance.resolve("/prometheus")));
        }
        return texts;
    }

    private String text(URI uri) throws StackStartException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(LONGEST_ANSWER).build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                return response.body();
            }
            throw new StackStartException(
                    "GET %s answered %d.".formatted(uri, response.statusCode()));
        } catch (IOException e) {
            throw new StackStartException("GET %s was not answered: %s".formatted(uri, e));
        }
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
