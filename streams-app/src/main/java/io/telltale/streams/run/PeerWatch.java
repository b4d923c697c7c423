package io.telltale.streams.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows which instances are silent, and which ones have copies of their tasks. Looks twice a
 * second, from one thread; read by any.
 *
 * <p>An owner is silent after two rounds without its report. What the copies hold was looked at in
 * the second of them: after everything that was known to be committed in the round before the
 * first.
 */
final class PeerWatch {

    private static final int SILENT_AFTER = 2;

    private final StoreOwners owners;
    private final String address;
    private final PeerReports peers;
    private final StandbyCopies copies;
    private final Map<String, Integer> missed = new HashMap<>();
    private volatile Round last = new Round(Map.of(), Map.of());
    private volatile InstanceReport own = InstanceReport.NOTHING;

    /**
     * What one round found.
     *
     * @param silent why they do not answer, by address
     */
    private record Round(Map<String, InstanceReport> reports, Map<String, String> silent) {}

    /**
     * Has not looked yet.
     *
     * @param address of this instance
     */
    PeerWatch(StoreOwners owners, String address, PeerReports peers, StandbyCopies copies) {
        this.owners = owners;
        this.address = address;
        this.peers = peers;
        this.copies = copies;
    }

    /** A round: asks the other instances. */
    void look() throws InterruptedException {
        var others = new HashSet<>(owners.addresses());
        others.remove(address);
        var answers = peers.of(others);
        missed.keySet().retainAll(others);
        for (var other : others) {
            missed.merge(
                    other,
                    answers.reports().containsKey(other) ? 0 : 1,
                    (before, more) -> more == 0 ? 0 : before + more);
        }
        var silent = new HashMap<>(answers.failures());
        silent.keySet().removeIf(other -> missed.getOrDefault(other, 0) < SILENT_AFTER);
        last = new Round(answers.reports(), Map.copyOf(silent));
    }

    /** Offsets that the others report to have passed. */
    Map<TopicPartition, Long> passedByOthers() {
        var passed = new HashMap<TopicPartition, Long>();
        last.reports()
                .values()
                .forEach(report ->
                        report.passed()
                                .forEach((partition, offset) ->
                                        passed.merge(partition, offset, Math::max)));
        return passed;
    }

    /**
     * What this instance reports from now on; to be called after the input was measured.
     *
     * @param passed offsets before which this instance has passed all of its input
     */
    void report(Map<TopicPartition, Long> passed) throws InterruptedException {
        own = new InstanceReport(passed, copies.caughtUp());
    }

    /** While this instance does not run, it reports nothing. */
    void forget() {
        own = InstanceReport.NOTHING;
    }

    InstanceReport own() {
        return own;
    }

    /** Why the owner of a partition of the input is silent, so that copies answer for it. */
    Optional<String> silenceOf(TopicPartition input) {
        var silent = last.silent();
        return owners.of(input).map(silent::get);
    }

    /** Whether any owner is silent. */
    boolean isAnySilent() {
        var silent = last.silent();
        return !silent.isEmpty() && owners.addresses().stream().anyMatch(silent::containsKey);
    }

    /**
     * Address of an instance with a copy of a task that has caught up, this one first.
     *
     * @param input of the task
     */
    Optional<String> copyOf(TopicPartition input) {
        return own.copies().contains(input)
                ? Optional.of(address)
                : last.reports().entrySet().stream()
                        .filter(each -> each.getValue().copies().contains(input))
                        .map(Map.Entry::getKey)
                        .min(String::compareTo);
    }
}
