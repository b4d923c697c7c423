/**
 * The facts that callers have got: they arrive from the provider packages, and leave as JSON lines,
 * so that a test can compare them with those that an application holds.
 */
@NullMarked
package io.telltale.simulator.ledger;

import org.jspecify.annotations.NullMarked;
