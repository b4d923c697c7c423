/** The simulator's own routes under {@code /simulator}: health, quirks, faults and the ledger. */
@NullMarked
package io.telltale.simulator.control;

import org.jspecify.annotations.NullMarked;
