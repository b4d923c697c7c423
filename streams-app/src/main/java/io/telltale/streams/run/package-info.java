/**
 * The topology as something that runs: settings come in, Kafka Streams starts, its progress is
 * watched, its stores are opened for {@code store} and its health goes to the management port.
 */
@NullMarked
package io.telltale.streams.run;

import org.jspecify.annotations.NullMarked;
