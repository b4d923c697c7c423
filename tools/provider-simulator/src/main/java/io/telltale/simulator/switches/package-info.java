/**
 * Quirks (how a provider behaves where its documentation is silent or contradicts itself) and
 * faults (what goes wrong at random); set through {@code control}, read by every other package.
 */
@NullMarked
package io.telltale.simulator.switches;

import org.jspecify.annotations.NullMarked;
