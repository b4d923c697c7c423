/**
 * Plays Verizon ThingSpace: two-step sign-in, campaign report, SMS history with its callback, SMS
 * queue, callback listeners.
 *
 * <p>A request passes {@code AccessFilter}, reaches a controller, and leaves as JSON; results of
 * asynchronous requests leave through {@code CallbackCourier} to the registered listener.
 */
@NullMarked
package io.telltale.simulator.thingspace;

import org.jspecify.annotations.NullMarked;
