/**
 * Plays Xtremepush: which projects there are and what opens them, and the envelope of its answers.
 *
 * <p>A client signs in through {@code signin}, or sends its token inside each query; a query
 * reaches {@code pushes} and rows of pushes leave.
 */
@NullMarked
package io.telltale.simulator.xtremepush;

import org.jspecify.annotations.NullMarked;
