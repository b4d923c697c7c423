/** Messages from devices and SMS histories, drawn beforehand or calculated from device and turn. */
@NullMarked
package io.telltale.simulator.scenario.sms;

import org.jspecify.annotations.NullMarked;
