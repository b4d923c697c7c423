package io.telltale.streams.register;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.streams.record.CarrierTransitions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the register has stored: facts, and the identities it last wrote. */
interface RegisterState {

    /**
     * The link of two refs as it was last declared or withdrawn.
     *
     * @param one the ref that is first in kind order
     */
    @Nullable DeviceLink link(String one, String other);

    /** Declared links of a ref, ascending by the other ref as text. */
    List<DeviceLink> links(String ref, int limit);

    /** The place of a pair of device ids; null where no event named both. */
    @Nullable EventPosition pair(String one, String other);

    /** Pairs of a device id, ascending by the other id as text. */
    List<StoredPair> pairs(String ref, int limit);

    /** Kept transitions of a carrier. */
    @Nullable CarrierTransitions transitions(String carrier);

    /** Carriers that have the ref as holder at some time, ascending as text. */
    List<String> carriersOf(String holder, int limit);

    /** The identity that was last written. */
    @Nullable DeviceIdentity identity(String ref);

    /** Counts of the facts of a ref, so that those it has not need not be looked for. */
    RefSummary summary(String ref);

    /**
     * A device id that was named together with another one.
     *
     * @param other the other id
     * @param place the earliest event that named both
     */
    record StoredPair(String other, EventPosition place) {}
}
