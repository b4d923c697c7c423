package io.telltale.streams.topology;

import io.telltale.streams.register.EpochFloor;
import java.util.function.LongSupplier;

/**
 * What is known of identities that were published before this register began.
 *
 * @param floor asked before the first identity of an empty register is written
 * @param generation rises when a register started from empty stores, so that refs send what they
 *     remember again; 0 while none has
 */
public record RegisterEpochs(EpochFloor floor, LongSupplier generation) {

    /** Nothing was ever published. */
    public static final RegisterEpochs NONE =
            new RegisterEpochs(EpochFloor.NOTHING_PUBLISHED, () -> 0);
}
