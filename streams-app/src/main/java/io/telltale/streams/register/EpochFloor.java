package io.telltale.streams.register;

/**
 * The highest epoch that was ever published on {@code device.identity.v1}. A register that begins
 * with an empty store goes on above it, because readers drop identities of older epochs.
 */
@FunctionalInterface
public interface EpochFloor {

    /** Nothing was ever published. */
    EpochFloor NOTHING_PUBLISHED = () -> 0;

    /** Reads the highest epoch; 0 for an empty topic. May block; called once per empty store. */
    long highestPublished();
}
