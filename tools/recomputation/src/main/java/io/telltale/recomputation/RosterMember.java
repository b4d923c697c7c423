package io.telltale.recomputation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which a ref is a member of a device, and the evidence for it.
 *
 * @param since inclusive; null = since ever
 * @param until exclusive; null = still
 * @param evidence of the begin of the interval
 */
public record RosterMember(
        String ref, @Nullable Instant since, @Nullable Instant until, ExpectedEvidence evidence) {}
