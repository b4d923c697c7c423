/**
 * The Kafka Streams application: it reads events, keeps one state and one history of every device
 * and campaign, and answers over HTTP.
 *
 * <p>A record travels {@code topology} (sources, sinks and the order of steps), {@code ref}, {@code
 * register}, {@code device} and {@code campaign} (the steps and their stores), {@code query}
 * (interactive queries) and {@code http}. {@code run} starts and watches it all.
 */
@NullMarked
package io.telltale.streams;

import org.jspecify.annotations.NullMarked;
