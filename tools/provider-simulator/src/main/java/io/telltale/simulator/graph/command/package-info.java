/**
 * Devices, the commands sent to them and what their apps answered: read, sent, and noted in the
 * ledger before they leave.
 */
@NullMarked
package io.telltale.simulator.graph.command;

import org.jspecify.annotations.NullMarked;
