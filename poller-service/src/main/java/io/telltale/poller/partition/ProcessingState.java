package io.telltale.poller.partition;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an instance does its work.
 *
 * @param joined the group has assigned partitions; there may be none for us
 * @param pending partitions that are ours and not polled yet
 * @param dead a thread ended that should not
 * @param longestPollSince when the longest poll under way began
 */
public record ProcessingState(
        boolean joined, int pending, boolean dead, Optional<Instant> longestPollSince) {}
