/** Pushes of a project: rows of its list, calculated from project and turn. */
@NullMarked
package io.telltale.simulator.scenario.push;

import org.jspecify.annotations.NullMarked;
