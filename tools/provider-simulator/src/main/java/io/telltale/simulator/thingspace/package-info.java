/**
 * Plays Verizon ThingSpace: the account of a request and the error bodies, which its services
 * share.
 *
 * <p>A request passes the sign-in's filter, reaches a controller of one of the packages below, and
 * leaves as JSON; results of asynchronous requests leave through {@code callback}.
 */
@NullMarked
package io.telltale.simulator.thingspace;

import org.jspecify.annotations.NullMarked;
