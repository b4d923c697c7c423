package io.telltale.localstack.check.streams;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last declaration of two refs.
 *
 * @param pair the two refs in the kept spelling, sorted as text
 * @param holds whether they are one device; false withdraws the link
 * @param validFrom null = since ever
 * @param validTo null = still
 */
record LinkDeclaration(
        List<String> pair,
        boolean holds,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by) {

    static List<String> pair(String one, String other) {
        return Stream.of(one, other).sorted().toList();
    }

    /** The same link, withdrawn. */
    LinkDeclaration withdrawn(String by) {
        return new LinkDeclaration(pair, false, null, null, by);
    }
}
