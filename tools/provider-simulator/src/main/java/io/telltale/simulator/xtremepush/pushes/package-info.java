/**
 * The list of pushes to single devices: a query arrives as a JSON body, the rows it asks for leave,
 * and go to the ledger before.
 */
@NullMarked
package io.telltale.simulator.xtremepush.pushes;

import org.jspecify.annotations.NullMarked;
