package io.telltale.localstack.check.cluster;

import io.telltale.localstack.check.report.RunResult.Count;
import io.telltale.schemas.topic.KeyPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Counts reads that were not answered, and the longest times without an answer. What is missed
 * while the machine has too much to do is counted apart. For one thread.
 */
final class Availability {

    /** Of reads of known things, when an instance ends. */
    private static final Duration LONGEST_OF_KNOWN = Duration.ofSeconds(2);

    /** Of others: the session time-out of the group, and 10 s. */
    private static final Duration LONGEST_OF_UNKNOWN = Duration.ofSeconds(20);

    /** One in so many reads of known things may be missed. */
    private static final int MISSED_ONE_IN = 1_000;

    private final RunQueue queue;
    private final int partitions;
    private final Tally known = new Tally(LONGEST_OF_KNOWN);
    private final Tally unknown = new Tally(LONGEST_OF_UNKNOWN);

    /**
     * Has counted nothing.
     *
     * @param partitions of every topic
     */
    Availability(RunQueue queue, int partitions) {
        this.queue = queue;
        this.partitions = partitions;
    }

    /** Counts a read of something that was known when it was sent, or was not. */
    void add(ReadAnswer answer, boolean isKnown) {
        (isKnown ? known : unknown).add(answer);
    }

    /** What was counted. */
    List<Count> counts() {
        var ofKnown = known.gaps();
        var ofUnknown = unknown.gaps();
        return List.of(
                Count.shown("knownReads", "reads of known things", known.sent),
                Count.shown("knownMissed", "of them not answered", known.missed),
                Count.shown(
                        "knownMissedUnderLoad",
                        "not answered while the run queue was too long",
                        known.missedUnderLoad),
                Count.fault(
                        "knownMissedTooMany",
                        "not answered above one in a thousand",
                        Math.max(0, known.missed - known.sent / MISSED_ONE_IN)),
                Count.shown(
                        "knownLongestGap",
                        "ms the longest time without an answer to one",
                        ofKnown.longest().toMillis()),
                Count.fault("knownGaps", "times longer than 2 s", ofKnown.tooLong()),
                Count.shown(
                        "knownGapsUnderLoad",
                        "such while the run queue was too long",
                        ofKnown.tooLongUnderLoad()),
                Count.shown("unknownReads", "reads of unknown things", unknown.sent),
                Count.shown("unknownMissed", "of them not answered", unknown.missed),
                Count.shown(
                        "unknownLongestGap",
                        "ms the longest time without an answer to one",
                        ofUnknown.longest().toMillis()),
                Count.fault("unknownGaps", "times longer than 20 s", ofUnknown.tooLong()),
                Count.shown(
                        "unknownGapsUnderLoad",
                        "such while the run queue was too long",
                        ofUnknown.tooLongUnderLoad()),
                Count.shown(
                        "runQueueTooLong",
                        "% of the time with a run queue above three a core",
                        queue.percentTooLong()));
    }

    /**
     * Times without an answer, over all groups.
     *
     * @param tooLong those that are too long, but for those under load
     */
    private record Gaps(Duration longest, long tooLong, long tooLongUnderLoad) {}

    /** Reads of one sort. Those of one partition, and those of one list, follow each other. */
    private final class Tally {

        private final Duration longest;
        private final Map<String, TreeSet<Instant>> answers = new HashMap<>();
        private long sent;
        private long missed;
        private long missedUnderLoad;

        Tally(Duration longest) {
            this.longest = longest;
        }

        void add(ReadAnswer answer) {
            sent++;
            if (answer.isAnswered()) {
                answers.computeIfAbsent(group(answer.read()), _ -> new TreeSet<>())
                        .add(answer.answeredAt());
            } else if (queue.isTooLong(answer.sentAt(), answer.answeredAt())) {
                missedUnderLoad++;
            } else {
                missed++;
            }
        }

        Gaps gaps() {
            var found = new ArrayList<Duration>();
            var underLoad = 0L;
            var tooLong = 0L;
            for (var group : answers.values()) {
                Instant before = null;
                for (var at : group) {
                    if (before != null) {
                        var gap = Duration.between(before, at);
                        var isLoaded = gap.compareTo(longest) > 0 && queue.isTooLong(before, at);
                        underLoad += isLoaded ? 1 : 0;
                        tooLong += gap.compareTo(longest) > 0 && !isLoaded ? 1 : 0;
                        found.add(gap);
                    }
                    before = at;
                }
            }
            return new Gaps(
                    found.stream().max(Duration::compareTo).orElse(Duration.ZERO),
                    tooLong,
                    underLoad);
        }
    }

    private String group(Read read) {
        return switch (read.kind()) {
            case DEVICE, TASKS, SMS, TIMELINE, PUSH_ACTIONS, IDENTITY, UNKNOWN ->
                    "partition " + KeyPartition.of(read.subject(), partitions);
            case DEVICES -> "devices";
            case CAMPAIGN, MEMBERS, CAMPAIGNS -> "campaigns";
        };
    }
}
