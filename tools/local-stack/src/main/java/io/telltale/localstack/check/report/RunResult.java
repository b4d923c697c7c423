package io.telltale.localstack.check.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The result of one run of a check.
 *
 * @param setting of the run
 * @param families a result each
 * @param counts what else was counted
 * @param rested whether everything came to rest in time
 */
public record RunResult(
        Setting setting, List<FamilyResult> families, List<Count> counts, boolean rested) {

    public RunResult {
        families = List.copyOf(families);
        counts = List.copyOf(counts);
    }

    /**
     * Something that is counted in a run.
     *
     * @param key its name in the JSON
     * @param label for people, such as "dead letters"
     * @param isFault whether a value other than 0 is a fault
     */
    public record Count(String key, String label, long value, boolean isFault) {

        /** One that has to be 0. */
        public static Count fault(String key, String label, long value) {
            return new Count(key, label, value, true);
        }

        /** One that is only shown. */
        public static Count shown(String key, String label, long value) {
            return new Count(key, label, value, false);
        }

        @Override
        public String toString() {
            return value + " " + label;
        }
    }

    boolean holds() {
        return faults().isEmpty();
    }

    /** What does not hold, for the last line; empty when all holds. */
    List<String> faults() {
        var ofFamilies =
                families.stream()
                        .filter(family -> !family.holds())
                        .map(family ->
                                "%s %d missing, %d different, %d twice, %d invented"
                                        .formatted(
                                                family.family(),
                                                family.missing(),
                                                family.different(),
                                                family.twice(),
                                                family.invented()));
        var ofCounts =
                counts.stream()
                        .filter(count -> count.isFault() && count.value() != 0)
                        .map(Count::toString);
        var ofRest = rested ? Stream.<String>of() : Stream.of("it did not come to rest");
        return Stream.of(ofFamilies, ofCounts, ofRest)
                .flatMap(faults -> faults)
                .map(fault -> setting.name() + ": " + fault)
                .toList();
    }
}
