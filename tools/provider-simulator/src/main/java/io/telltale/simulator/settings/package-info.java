/**
 * What arrives: environment variables. What leaves: one checked {@code SimulatorSettings}, or every
 * fault at once.
 */
@NullMarked
package io.telltale.simulator.settings;

import org.jspecify.annotations.NullMarked;
