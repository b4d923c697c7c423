/**
 * Plays the providers over their own HTTP protocols, from one process and one port.
 *
 * <p>A request arrives in {@code thingspace}, {@code xtremepush} or {@code graph}, is answered from
 * {@code scenario} (the fleet), and its facts are written to {@code ledger} before the answer
 * leaves. This package starts and stops the whole.
 */
@NullMarked
package io.telltale.simulator;

import org.jspecify.annotations.NullMarked;
