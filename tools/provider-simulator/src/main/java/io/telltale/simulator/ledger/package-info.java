/**
 * What callers were told: facts arrive from the provider packages, rows leave as JSON lines so that
 * a test can compare what an application holds with what it was told.
 */
@NullMarked
package io.telltale.simulator.ledger;

import org.jspecify.annotations.NullMarked;
