package io.telltale.localstack.check;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of two refs.
 *
 * @param pair the two refs, sorted as text
 * @param holds whether they are one device; false withdraws it
 * @param validFrom null = always did
 * @param validTo null = still does
 */
record Claim(
        List<String> pair,
        boolean holds,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        String by) {

    static List<String> pair(String one, String other) {
        return Stream.of(one, other).sorted().toList();
    }

    /** The same link, taken back. */
    Claim withdrawn(String by) {
        return new Claim(pair, false, null, null, by);
    }
}
