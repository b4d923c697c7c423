package io.telltale.simulator.settings;

import java.util.Locale;

/** The fleets of devices that a simulator may have. */
public enum FleetKind {
    /** The providers' published examples, which never change, and living devices if wanted. */
    STILL,
    /** Four accounts whose devices change and send for a given time, for comparing facts. */
    CHECK,
    /** The same, smaller; their SIMs move from device to device, for comparing identities. */
    STREAMS,
    /** The fifth part of that, for a cluster on one machine. */
    CLUSTER;

    /** Whether its life has an end that is set from outside. */
    public boolean isOfGivenLife() {
        return this != STILL;
    }

    String spelled() {
        return name().toLowerCase(Locale.ROOT);
    }
}
