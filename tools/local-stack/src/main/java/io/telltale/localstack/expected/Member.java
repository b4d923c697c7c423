package io.telltale.localstack.expected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a ref was one device with another, and why.
 *
 * @param since inclusive; null = since ever
 * @param until exclusive; null = still
 * @param isDeclared whether a declared link of it holds in the span
 * @param evidence who declared it, or an event's id
 */
public record Member(
        String ref,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean isDeclared,
        String evidence) {}
