/**
 * SMS event history: a device and a window arrive, a request id leaves at once and the events by
 * callback.
 */
@NullMarked
package io.telltale.simulator.thingspace.history;

import org.jspecify.annotations.NullMarked;
