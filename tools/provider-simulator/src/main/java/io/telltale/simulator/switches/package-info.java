/**
 * Quirks and faults: set through {@code control}, read by the provider packages.
 *
 * <p>A quirk is how a provider behaves where its documentation is silent or contradicts itself; a
 * fault goes wrong at random.
 */
@NullMarked
package io.telltale.simulator.switches;

import org.jspecify.annotations.NullMarked;
