/**
 * The simulator's own routes under {@code /simulator}: health, quirks, faults, and what a test asks
 * to compare facts.
 */
@NullMarked
package io.telltale.simulator.control;

import org.jspecify.annotations.NullMarked;
