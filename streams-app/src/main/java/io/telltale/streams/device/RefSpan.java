package io.telltale.streams.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ref and the interval in which it belonged to a device: its rows in it are the device's.
 *
 * @param ref the ref
 * @param validFrom begin, inclusive; null = since ever
 * @param validTo end, exclusive; null = still
 */
public record RefSpan(String ref, @Nullable Instant validFrom, @Nullable Instant validTo) {}
