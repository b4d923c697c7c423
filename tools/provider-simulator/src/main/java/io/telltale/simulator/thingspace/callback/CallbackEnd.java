package io.telltale.simulator.thingspace.callback;

/** Reacts to the end of callbacks, such as the queue whose messages they carry. */
public interface CallbackEnd {

    /** A listener has answered with 2xx; may come again after a restart. */
    void accepted(PendingCallback pending);

    /** The schedule is over and no listener has accepted; may come again after a restart. */
    void failed(PendingCallback pending);
}
