/**
 * What arrives: environment variables. What leaves: one checked {@code Settings}, or every fault at
 * once.
 */
@NullMarked
package io.telltale.simulator.settings;

import org.jspecify.annotations.NullMarked;
