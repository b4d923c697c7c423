package io.telltale.simulator.switches;

import java.time.Duration;

/**
 * How every provider behaves on the wire.
 *
 * @param slowDelay how late an answer is that the fault {@code slow} hits
 */
public record WireQuirks(Duration slowDelay) {

    static final WireQuirks INITIAL = new WireQuirks(Duration.ofSeconds(4));

    public WireQuirks {
        Ranges.requireNotNegative("slowDelay", slowDelay);
    }
}
