package io.telltale.localstack.check.providers;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.LedgerLine;
import io.telltale.localstack.check.stack.PlainTopicReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares the statuses of each device's task in the ledger, one at a time, with the topic.
 *
 * <p>A status that changed before the next poll is gone at the provider, so there may be fewer
 * readings than statuses. They must have the order of the ledger, and the last one must be the
 * provider's status at the end. A device that left the campaign ends as removed, unless it left
 * before the first poll. Of two statuses under one provider time the later one has the greater
 * reading, since a consumer has nothing else to order them by.
 */
final class ReadingComparison {

    private final String family;
    private final Map<StatusFact.Subject, List<StatusFact>> ledger = new HashMap<>();
    private final Map<StatusFact.Subject, StatusFact> now = new LinkedHashMap<>();

    /**
     * Compares with these.
     *
     * @param subject the device and task of a line
     * @param fact content of a line
     * @param ledger lines of the ledger, in order
     * @param now what the provider has at the end
     */
    ReadingComparison(
            String family,
            Function<LedgerLine, StatusFact.Subject> subject,
            Function<LedgerLine, StatusFact> fact,
            Collection<LedgerLine> ledger,
            Collection<LedgerLine> now) {
        this.family = family;
        ledger.forEach(line ->
                this.ledger
                        .computeIfAbsent(subject.apply(line), unknown -> new ArrayList<>())
                        .add(fact.apply(line)));
        this.ledger.keySet().forEach(one -> this.now.put(one, StatusFact.REMOVED));
        now.forEach(line -> this.now.put(subject.apply(line), fact.apply(line)));
    }

    /**
     * Compares.
     *
     * @param records events of these tasks, those of one device in their order
     */
    FamilyResult compare(List<GenericRecord> records) {
        var readings = new HashMap<StatusFact.Subject, List<StatusFact>>();
        var ids = new HashSet<String>();
        for (var record : records) {
            if (ids.add(PlainTopicReader.text(record, "eventId"))) {
                readings.computeIfAbsent(StatusFact.subject(record), unknown -> new ArrayList<>())
                        .add(StatusFact.of(record));
            }
        }
        var missing =
                now.keySet().stream().filter(subject -> !endsWell(subject, readings)).toList();
        var examples = new ArrayList<String>();
        missing.forEach(subject -> examples.add(example(subject, readings)));
        var undecided = undecided(records);
        examples.addAll(undecided);
        var invented = (long) undecided.size();
        var again = (long) records.size() - ids.size();
        var found = 0L;
        for (var entry : readings.entrySet()) {
            var distinct = StatusFact.withoutRepeats(entry.getValue());
            again += entry.getValue().size() - distinct.size();
            found += distinct.size();
            var wrong = notInOrderOfTheLedger(entry.getKey(), distinct);
            invented += wrong;
            if (wrong > 0) {
                examples.add(example(entry.getKey(), readings));
            }
        }
        return new FamilyResult(
                family,
                now.size(),
                found,
                missing.size(),
                0,
                again,
                invented,
                0,
                examples.stream().limit(FamilyResult.MOST_EXAMPLES).toList());
    }

    /** Statuses under the time of the one before, without a greater reading. */
    private static List<String> undecided(List<GenericRecord> records) {
        var undecided = new ArrayList<String>();
        var before = new HashMap<StatusFact.Subject, GenericRecord>();
        for (var record : records) {
            var last = before.put(StatusFact.subject(record), record);
            if (last != null
                    && !StatusFact.of(record).time().equals(Instant.EPOCH)
                    && StatusFact.of(record).time().equals(StatusFact.of(last).time())
                    && !StatusFact.of(record).equals(StatusFact.of(last))
                    && reading(record) <= reading(last)) {
                undecided.add(
                        "%s: reading %d has %s, reading %d has %s"
                                .formatted(
                                        StatusFact.subject(record),
                                        reading(last),
                                        StatusFact.of(last),
                                        reading(record),
                                        StatusFact.of(record)));
            }
        }
        return undecided;
    }

    private static long reading(GenericRecord event) {
        return ((Number) event.get("reading")).longValue();
    }

    private String example(
            StatusFact.Subject subject, Map<StatusFact.Subject, List<StatusFact>> readings) {
        return "%s: ledger %s, now %s, found %s"
                .formatted(
                        subject,
                        ledger.getOrDefault(subject, List.of()),
                        now.get(subject),
                        readings.getOrDefault(subject, List.of()));
    }

    private boolean endsWell(
            StatusFact.Subject subject, Map<StatusFact.Subject, List<StatusFact>> readings) {
        var found = readings.getOrDefault(subject, List.of());
        return found.isEmpty()
                ? StatusFact.REMOVED.equals(now.get(subject))
                : found.getLast().equals(now.get(subject));
    }

    /** Readings that are not in the ledger after those before them. */
    private long notInOrderOfTheLedger(StatusFact.Subject subject, List<StatusFact> readings) {
        var all = ledger.getOrDefault(subject, List.of());
        var at = 0;
        var wrong = 0L;
        for (var reading : readings) {
            if (reading.equals(StatusFact.REMOVED)) {
                wrong += StatusFact.REMOVED.equals(now.get(subject)) ? 0 : 1;
                continue;
            }
            var next = all.subList(at, all.size()).indexOf(reading);
            if (next < 0) {
                wrong++;
            } else {
                at += next + 1;
            }
        }
        return wrong;
    }
}
