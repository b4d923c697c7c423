/**
 * Reads events from Kafka, keeps one state and one history of every device and campaign, answers
 * over HTTP.
 *
 * <p>A record travels {@code topology} (the graph of steps, with the rules of {@code identity} and
 * {@code fold} and the bytes of {@code encoding}) to {@code store} (what the graph remembers) to
 * {@code http} (what callers see). Packages know only those before them.
 */
@NullMarked
package io.telltale.streams;

import org.jspecify.annotations.NullMarked;
