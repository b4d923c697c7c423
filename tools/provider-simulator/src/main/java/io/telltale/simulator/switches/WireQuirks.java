package io.telltale.simulator.switches;

import java.time.Duration;

/**
 * How every provider behaves on the wire.
 *
 * @param slowDelay how late an answer is that the fault {@code slow} hits
 * @param otherCharset share of ThingSpace's queue blocks and callbacks that are written in a
 *     charset other than UTF-8, which their {@code Content-Type} names
 */
public record WireQuirks(Duration slowDelay, double otherCharset) {}
