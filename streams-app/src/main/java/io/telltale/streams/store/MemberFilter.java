package io.telltale.streams.store;

import io.telltale.schemas.record.Outcome;
import java.util.Optional;

/**
 * Which devices of a campaign are wanted.
 *
 * @param outcome only those with this outcome; empty for all but the removed ones
 * @param onlyStuck only those under way of which nothing new was told for long
 */
public record MemberFilter(Optional<Outcome> outcome, boolean onlyStuck) {}
