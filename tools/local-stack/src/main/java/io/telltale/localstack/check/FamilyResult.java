package io.telltale.localstack.check;

import java.util.List;

/**
 * How one family of facts came out.
 *
 * @param family such as sms-queue
 * @param expected facts that were acknowledged to the provider, or that it still tells
 * @param found facts on the topics
 * @param missing expected and not found
 * @param twice found more often than told; a reading equal to its predecessor is one
 * @param invented found and never told
 * @param repeats records with the event id of an earlier one, where a channel may repeat itself
 * @param examples some of what is wrong, for whoever looks for the reason
 */
record FamilyResult(
        String family,
        long expected,
        long found,
        long missing,
        long twice,
        long invented,
        long repeats,
        List<String> examples) {

    static final int MOST_EXAMPLES = 10;

    FamilyResult {
        examples = List.copyOf(examples);
    }

    boolean holds() {
        return missing == 0 && twice == 0 && invented == 0;
    }
}
