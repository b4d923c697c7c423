package io.telltale.benchmarks.process;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Processor time by group of threads.
 *
 * @param byGroup a group that used none may be missing
 */
public record ProcessorTimes(Map<ThreadUse, Duration> byGroup) {

    public ProcessorTimes {
        byGroup = Collections.unmodifiableMap(new EnumMap<>(byGroup));
    }

    /** Time of a group. */
    public Duration of(ThreadUse group) {
        return byGroup.getOrDefault(group, Duration.ZERO);
    }

    /** Time of all groups. */
    public Duration total() {
        return byGroup.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Time of all groups but the compilers, which have less to do the longer a process runs. */
    public Duration withoutJit() {
        return total().minus(of(ThreadUse.JIT));
    }

    /** What both used. */
    ProcessorTimes plus(ProcessorTimes other) {
        var sum = new EnumMap<ThreadUse, Duration>(ThreadUse.class);
        for (var group : ThreadUse.values()) {
            sum.put(group, of(group).plus(other.of(group)));
        }
        return new ProcessorTimes(sum);
    }

    /** What was used since. */
    public ProcessorTimes minus(ProcessorTimes before) {
        var rest = new EnumMap<ThreadUse, Duration>(ThreadUse.class);
        for (var group : ThreadUse.values()) {
            rest.put(group, of(group).minus(before.of(group)));
        }
        return new ProcessorTimes(rest);
    }
}
