package io.telltale.localstack.check;

import java.util.ArrayList;
import java.util.List;

/**
 * How one run came out.
 *
 * @param setting as it was run
 * @param families a result each
 * @param queueLeft messages left in the provider's queues
 * @param budgetExceeded windows of time in which an account was asked more often than its budget
 * @param requests how many requests the provider got
 * @param deadLetters records on the dead-letter topic
 * @param rested whether everything came to rest in time
 */
record SettingResult(
        Setting setting,
        List<FamilyResult> families,
        long queueLeft,
        long budgetExceeded,
        long requests,
        long deadLetters,
        boolean rested) {

    SettingResult {
        families = List.copyOf(families);
    }

    boolean holds() {
        return rested
                && queueLeft == 0
                && budgetExceeded == 0
                && deadLetters == 0
                && families.stream().allMatch(FamilyResult::holds);
    }

    /** What does not hold, for the last line; empty when all holds. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        for (var family : families) {
            if (!family.holds()) {
                faults.add(
                        "%s: %s %d missing, %d twice, %d invented"
                                .formatted(
                                        setting.name(),
                                        family.family(),
                                        family.missing(),
                                        family.twice(),
                                        family.invented()));
            }
        }
        addUnlessZero(faults, queueLeft, "messages left in the queue");
        addUnlessZero(faults, budgetExceeded, "windows above the budget");
        addUnlessZero(faults, deadLetters, "dead letters");
        if (!rested) {
            faults.add(setting.name() + ": it did not come to rest");
        }
        return faults;
    }

    private void addUnlessZero(List<String> faults, long count, String what) {
        if (count != 0) {
            faults.add("%s: %d %s".formatted(setting.name(), count, what));
        }
    }
}
