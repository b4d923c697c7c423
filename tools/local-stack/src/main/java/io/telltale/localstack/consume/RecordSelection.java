package io.telltale.localstack.consume;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which records are read.
 *
 * @param from where reading begins
 * @param partition the only one, or all
 * @param key the only one, or all
 * @param max so many at most
 * @param follow whether reading goes on where the topic ends
 */
public record RecordSelection(
        StartPosition from,
        OptionalInt partition,
        Optional<String> key,
        long max,
        boolean follow) {}
