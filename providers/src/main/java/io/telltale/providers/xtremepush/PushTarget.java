package io.telltale.providers.xtremepush;

/** Receiver of a push action. */
public sealed interface PushTarget {

    /**
     * A device.
     *
     * @param id 1 to 19 digits
     */
    record Device(String id) implements PushTarget {}

    /**
     * A profile, which may have several devices.
     *
     * @param id 1 to 19 digits
     */
    record Profile(String id) implements PushTarget {}
}
