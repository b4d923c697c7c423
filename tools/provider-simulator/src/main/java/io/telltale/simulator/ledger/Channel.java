package io.telltale.simulator.ledger;

/** How a fact went out: in the answer to a request, or in a callback of the provider. */
public enum Channel {
    POLL,
    CALLBACK
}
