package io.telltale.localstack.check.providers;

import io.telltale.localstack.check.report.FamilyResult;
import io.telltale.localstack.check.stack.PlainTopicReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/**
 * Compares facts as bags: two messages may be equal, and then there are two.
 *
 * <p>Records with the same event id are one fact, as they are to a consumer. On a channel that is
 * written exactly once such a record is a duplicate; on one that is written at least once it is a
 * repeat.
 *
 * @param <F> a fact, equal to others of the same content
 */
final class FactComparison<F> {

    private final String family;
    private final boolean exactlyOnce;
    private final Function<GenericRecord, F> fact;

    /**
     * A comparison.
     *
     * @param fact content of an event
     */
    FactComparison(String family, boolean exactlyOnce, Function<GenericRecord, F> fact) {
        this.family = family;
        this.exactlyOnce = exactlyOnce;
        this.fact = fact;
    }

    /**
     * Compares.
     *
     * @param expected facts that have to be there
     * @param possible facts that may be there, those expected among them
     * @param records events of this family
     */
    FamilyResult compare(
            Collection<F> expected, Collection<F> possible, List<GenericRecord> records) {
        var ids = new HashSet<String>();
        var counted =
                records.stream()
                        .filter(record -> ids.add(PlainTopicReader.text(record, "eventId")))
                        .map(fact)
                        .toList();
        var again = records.size() - ids.size();
        var found = bag(counted);
        var atLeast = bag(expected);
        var atMost = bag(possible);
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
                0,
                twice,
                invented,
                exactlyOnce ? 0 : again,
                examples);
    }

    private List<String> examples(Map<F, Long> found, Map<F, Long> atLeast, Map<F, Long> atMost) {
        var facts = new HashSet<>(atLeast.keySet());
        facts.addAll(found.keySet());
        return facts.stream()
                .filter(one ->
                        found.getOrDefault(one, 0L) < atLeast.getOrDefault(one, 0L)
                                || found.getOrDefault(one, 0L) > atMost.getOrDefault(one, 0L))
                .limit(FamilyResult.MOST_EXAMPLES)
                .map(one ->
                        "found %d of %d to %d: %s"
                                .formatted(
                                        found.getOrDefault(one, 0L),
                                        atLeast.getOrDefault(one, 0L),
                                        atMost.getOrDefault(one, 0L),
                                        one))
                .toList();
    }

    private static <F> Map<F, Long> bag(Collection<F> facts) {
        return new HashMap<>(
                facts.stream()
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }
}
