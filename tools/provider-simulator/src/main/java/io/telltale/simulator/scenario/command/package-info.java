/** Devices of a Microsoft account and their commands, calculated from device and turn. */
@NullMarked
package io.telltale.simulator.scenario.command;

import org.jspecify.annotations.NullMarked;
