package io.telltale.simulator.ledger;

import java.util.Map;

/** What the simulator still has to tell of its own accord, or keeps until it is fetched. */
public interface OpenWork {

    /** Callbacks that are owed and whose schedule has not ended. */
    int callbacksOpen();

    /** Messages in the queue of each account. */
    Map<String, Integer> queued();
}
