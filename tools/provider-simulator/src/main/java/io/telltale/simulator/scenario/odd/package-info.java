/** Rows as careless senders write them: ids, texts and times, each with its meaning. */
@NullMarked
package io.telltale.simulator.scenario.odd;

import org.jspecify.annotations.NullMarked;
