package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.process.ObservedProcesses;
import io.telltale.benchmarks.process.ProcessorTimes;
import io.telltale.localstack.run.StackStartException;
import java.time.Duration;

/**
 * Processor time that requests take of a process: what it uses meanwhile, less what it uses in the
 * same time without requests, and without the compilers.
 */
final class ReadCost {

    private final ObservedProcesses process;
    private double idleShare;

    ReadCost(ObservedProcesses process) {
        this.process = process;
    }

    /** Requests that take some time. */
    @FunctionalInterface
    interface Requests {
        Figures.Latencies send() throws StackStartException, InterruptedException;
    }

    /**
     * What they took.
     *
     * @param micros of processor time a request
     */
    record Cost(double micros, Figures.Latencies latencies) {}

    /** Measures how much it takes without requests. */
    void idle(Duration time) throws InterruptedException {
        var begin = System.nanoTime();
        var before = process.times();
        Thread.sleep(time);
        idleShare = nanos(before) / (double) (System.nanoTime() - begin);
    }

    Cost during(Requests requests) throws StackStartException, InterruptedException {
        var begin = System.nanoTime();
        var before = process.times();
        var latencies = requests.send();
        var idle = idleShare * (System.nanoTime() - begin);
        return new Cost((nanos(before) - idle) / 1e3 / latencies.count(), latencies);
    }

    private long nanos(ProcessorTimes before) {
        return process.times().minus(before).withoutJit().toNanos();
    }
}
