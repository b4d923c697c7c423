package io.telltale.streams.identity;

import io.telltale.schemas.record.ConflictReason;
import java.util.List;

/**
 * What two refs were said to be together, and is not applied.
 *
 * @param refs the two
 * @param reason why not
 * @param evidence who said so
 */
record Refused(List<String> refs, ConflictReason reason, Evidence evidence) {

    Refused {
        refs = List.copyOf(refs);
    }
}
