package io.telltale.simulator.switches;

/** What a request does whose result goes out by callback while nobody listens. */
public enum WithoutListener {
    /** It is refused with 400. */
    REFUSED,
    /** It is answered as ever, and its result is lost or stays where it was. */
    ACCEPTED
}
