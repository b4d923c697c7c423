/** Software campaigns: their schedules, and a row for each device at each time. */
@NullMarked
package io.telltale.simulator.scenario.campaign;

import org.jspecify.annotations.NullMarked;
