package io.telltale.benchmarks.measure;

import io.telltale.benchmarks.database.DatabaseRun;
import io.telltale.benchmarks.process.PartitionReadTimes;
import io.telltale.benchmarks.process.ProcessorTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run measured.
 *
 * @param plan what was run
 * @param machine how fast and how busy the machine was
 * @param mix what the backlog is made of
 * @param introduction all devices introduced, from when the application was running
 * @param plainEventsPerSecond events read and decoded by a plain consumer
 * @param backlog the backlog worked off, without what warmed up
 * @param answers what was compared with a recomputation
 * @param reads point reads, warm
 * @param freshness time from an event to its answers, at 1,000 events a second
 * @param pacedRecordsPerEvent records that streams-app's producers sent for an event meanwhile
 * @param restarted after kill -9
 * @param readsWhenReady point reads from the moment on at which the restarted application answered
 *     that it is ready
 * @param residentMib largest resident size of an instance of the application; 0 where the system
 *     does not report it
 * @param against the same with PostgreSQL, if it was wanted
 */
public record Figures(
        Plan plan,
        Machine machine,
        MixFacts mix,
        Worked introduction,
        double plainEventsPerSecond,
        Worked backlog,
        Answers answers,
        Reads reads,
        Freshness freshness,
        double pacedRecordsPerEvent,
        Restarted restarted,
        Latencies readsWhenReady,
        long residentMib,
        Optional<Against> against) {

    /**
     * The same events, by one consumer with PostgreSQL.
     *
     * @param withTopics the same, with timeline and states written to the topics as well
     */
    public record Against(DatabaseRun.Worked database, DatabaseRun.Worked withTopics) {}

    /**
     * The machine, at the begin of the run.
     *
     * @param load processes that wanted to run, on average over a minute; negative where the system
     *     does not report it
     * @param calibrationMicros processor time of a fixed piece of work
     */
    public record Machine(double load, long calibrationMicros) {}

    /**
     * What was worked off in a time.
     *
     * @param events how many, of the three families
     * @param time until nothing was left in any topic that the topology reads, nor in its outboxes
     * @param app processor time of streams-app in that time
     * @param broker processor time of the broker in that time
     * @param records that streams-app's producers sent in that time, by topic
     */
    public record Worked(
            long events,
            Duration time,
            ProcessorTimes app,
            ProcessorTimes broker,
            Map<String, Long> records) {

        public Worked {
            records = Map.copyOf(records);
        }

        /** Events a second of wall-clock time. */
        public double perSecond() {
            return events / seconds(time);
        }

        /** Microseconds of this time for an event. */
        public double micros(Duration cpu) {
            return 1e6 * seconds(cpu) / events;
        }

        /** Records written for an event. */
        public double recordsPerEvent() {
            return records.values().stream().mapToLong(Long::longValue).sum() / (double) events;
        }
    }

    /**
     * Answers compared with the published events.
     *
     * @param compared devices, drawn by chance
     * @param differences for people; none if all is right
     */
    public record Answers(int compared, List<String> differences) {

        public Answers {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Point reads and, at the same rate, requests for a constant of the same server. Processor time
     * is without what the idle process takes, and without the compilers.
     *
     * @param micros of streams-app for a read
     * @param constantMicros of streams-app for a constant
     * @param ofPartitions reads of single partitions that they were made of
     */
    public record Reads(
            double micros,
            double constantMicros,
            Latencies latencies,
            PartitionReadTimes ofPartitions) {

        /** Cost of a constant, of that of a read. */
        public double ratio() {
            return constantMicros / micros;
        }
    }

    /**
     * Times from when a request was due to when its answer was there, in milliseconds.
     *
     * @param count requests
     * @param perSecond answers a second that were reached; 0 where there was no rate to reach
     */
    public record Latencies(
            long count, double perSecond, double p50, double p99, double p999, double most) {}

    /**
     * Times from when the broker has an event to when HTTP shows it.
     *
     * @param row the event's row, in the history of its device
     * @param state the event counted in the state of its device
     * @param alias its device under a ref that the event was the first to name
     */
    public record Freshness(Latencies row, Latencies state, Latencies alias) {}

    /**
     * A start after kill -9.
     *
     * @param untilAnswer from the kill to the first right answer
     * @param restored records of changelogs read again
     */
    public record Restarted(Duration untilAnswer, long restored) {}

    /** How fast streams-app is, of what a consumer reaches that only reads and decodes. */
    public double ratioToPlain() {
        return backlog.perSecond() / plainEventsPerSecond;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
