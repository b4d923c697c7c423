package io.telltale.simulator.switches;

/** The effect of a request for a callback while no listener is registered. */
public enum WithoutListener {
    /** It is refused with 400. */
    REFUSED,
    /** It is answered as ever, and its result is lost or stays where it was. */
    ACCEPTED
}
