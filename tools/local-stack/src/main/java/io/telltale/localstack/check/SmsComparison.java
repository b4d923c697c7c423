package io.telltale.localstack.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares messages as bags of facts: two messages may say the same, and then there are two.
 *
 * <p>Records with the same event id are one message, as they are to a consumer. On a channel that
 * is written exactly once such a record is told twice; on one that is written at least once it is a
 * repeat.
 */
final class SmsComparison {

    private final String family;
    private final boolean exactlyOnce;

    SmsComparison(String family, boolean exactlyOnce) {
        this.family = family;
        this.exactlyOnce = exactlyOnce;
    }

    /**
     * Compares.
     *
     * @param expected messages that have to be there
     * @param told messages that may be there, those expected among them
     * @param records events of this family
     */
    FamilyResult compare(
            Collection<SmsFact> expected, Collection<SmsFact> told, List<GenericRecord> records) {
        var ids = new HashSet<String>();
        var counted =
                records.stream()
                        .filter(record -> ids.add(Topic.text(record, "eventId")))
                        .map(SmsFact::of)
                        .toList();
        var again = records.size() - ids.size();
        var found = bag(counted);
        var atLeast = bag(expected);
        var atMost = bag(told);
        var invented = 0L;
        var twice = exactlyOnce ? again : 0L;
        for (var entry : found.entrySet()) {
            long allowed = atMost.getOrDefault(entry.getKey(), 0L);
            if (allowed == 0) {
                invented += entry.getValue();
            } else {
                twice += Math.max(0, entry.getValue() - allowed);
            }
        }
        var examples = examples(found, atLeast, atMost);
        var missing =
                atLeast.entrySet().stream()
                        .mapToLong(entry ->
                                Math.max(
                                        0,
                                        entry.getValue() - found.getOrDefault(entry.getKey(), 0L)))
                        .sum();
        return new FamilyResult(
                family,
                expected.size(),
                counted.size(),
                missing,
                twice,
                invented,
                exactlyOnce ? 0 : again,
                examples);
    }

    private static List<String> examples(
            Map<SmsFact, Long> found, Map<SmsFact, Long> atLeast, Map<SmsFact, Long> atMost) {
        var facts = new HashSet<>(atLeast.keySet());
        facts.addAll(found.keySet());
        return facts.stream()
                .filter(fact ->
                        found.getOrDefault(fact, 0L) < atLeast.getOrDefault(fact, 0L)
                                || found.getOrDefault(fact, 0L) > atMost.getOrDefault(fact, 0L))
                .limit(FamilyResult.MOST_EXAMPLES)
                .map(fact ->
                        "found %d of %d to %d: %s"
                                .formatted(
                                        found.getOrDefault(fact, 0L),
                                        atLeast.getOrDefault(fact, 0L),
                                        atMost.getOrDefault(fact, 0L),
                                        fact))
                .toList();
    }

    private static Map<SmsFact, Long> bag(Collection<SmsFact> facts) {
        return new HashMap<>(
                facts.stream()
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }
}
