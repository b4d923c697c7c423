/**
 * A Kafka broker of one node for one machine, and ports for it: {@code ./telltale up} runs it as a
 * process of its own, tests run it in theirs. A folder arrives, a broker leaves.
 */
@NullMarked
package io.telltale.broker;

import org.jspecify.annotations.NullMarked;
