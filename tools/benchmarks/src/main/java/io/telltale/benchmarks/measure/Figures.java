package io.telltale.benchmarks.measure;

import java.time.Duration;

/**
 * What a run measured.
 *
 * @param plan what was run
 * @param load processes that wanted to run when it began, on average over a minute; negative where
 *     the system does not say
 * @param learning the introduction of all devices worked off, from the start of the process on
 * @param plainEventsPerSecond events read and decoded by a plain consumer
 * @param backlog the backlog worked off, without what warmed up
 * @param reads point reads, all answered rightly
 */
public record Figures(
        Plan plan,
        double load,
        Worked learning,
        double plainEventsPerSecond,
        Worked backlog,
        Latencies reads) {

    /**
     * What was worked off in a time.
     *
     * @param events how many, of the three families
     * @param time until nothing was left in any topic that the graph reads
     * @param appCpu processor time of streams-app in that time
     * @param brokerCpu processor time of the broker in that time
     */
    public record Worked(long events, Duration time, Duration appCpu, Duration brokerCpu) {

        /** Events a second of wall-clock time. */
        public double perSecond() {
            return events / seconds(time);
        }

        /** Microseconds of the application's processor time for an event. */
        public double appCpuMicros() {
            return 1e6 * seconds(appCpu) / events;
        }

        /** Microseconds of the broker's processor time for an event. */
        public double brokerCpuMicros() {
            return 1e6 * seconds(brokerCpu) / events;
        }
    }

    /**
     * Times from when a request was due to when its answer was there, in milliseconds.
     *
     * @param count requests
     * @param perSecond answers a second that were reached
     */
    public record Latencies(
            long count, double perSecond, double p50, double p99, double p999, double most) {}

    /** How fast streams-app is, of what a consumer reaches that only reads and decodes. */
    public double ratioToPlain() {
        return backlog.perSecond() / plainEventsPerSecond;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
