package io.telltale.simulator.switches;

/**
 * How Xtremepush behaves.
 *
 * @param pushDefaultLimit rows in an answer without {@code limit}
 * @param pushMaximumLimit most rows in an answer
 */
public record PushQuirks(int pushDefaultLimit, int pushMaximumLimit) {

    static final PushQuirks INITIAL = new PushQuirks(50, 1_000);

    public PushQuirks {
        Ranges.require("pushMaximumLimit", pushMaximumLimit, 1, 10_000);
        Ranges.require("pushDefaultLimit", pushDefaultLimit, 1, pushMaximumLimit);
    }
}
