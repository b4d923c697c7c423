package io.telltale.benchmarks.process;

import java.util.List;
import java.util.OptionalLong;

/**
 * Several processes seen from outside as one. Not for several threads.
 *
 * @param processes one or more
 */
public record ObservedProcesses(List<ObservedProcess> processes) {

    /** The list is copied. */
    public ObservedProcesses {
        processes = List.copyOf(processes);
    }

    /** Processor time since the start of each, in sum. */
    public ProcessorTimes times() {
        return processes.stream()
                .map(ObservedProcess::times)
                .reduce(ProcessorTimes::plus)
                .orElseThrow();
    }

    /** Largest resident size of one of them in MiB; empty where the system does not report it. */
    public OptionalLong peakMib() {
        return processes.stream()
                .map(ObservedProcess::peakMib)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }
}
