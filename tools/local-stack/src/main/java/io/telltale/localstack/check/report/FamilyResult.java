package io.telltale.localstack.check.report;

import java.util.List;

/**
 * Counts of one family of facts or answers.
 *
 * @param family such as sms-queue or devices
 * @param expected facts or answers that have to be there
 * @param found facts or answers that are there
 * @param missing expected and not found
 * @param different found with another content
 * @param twice found more often than expected; a reading equal to its predecessor is one
 * @param invented found and not expected
 * @param repeats records with the event id of an earlier one, where a channel may repeat itself
 * @param examples some of what is wrong
 */
public record FamilyResult(
        String family,
        long expected,
        long found,
        long missing,
        long different,
        long twice,
        long invented,
        long repeats,
        List<String> examples) {

    /** Of each family. */
    public static final int MOST_EXAMPLES = 10;

    public FamilyResult {
        examples = List.copyOf(examples);
    }

    /** Whether nothing is wrong. */
    public boolean holds() {
        return missing == 0 && different == 0 && twice == 0 && invented == 0;
    }

    /** The same under another name. */
    public FamilyResult named(String name) {
        return new FamilyResult(
                name, expected, found, missing, different, twice, invented, repeats, examples);
    }
}
