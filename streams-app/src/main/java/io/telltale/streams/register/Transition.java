package io.telltale.streams.register;

import io.telltale.schemas.ref.DeviceRef;

/**
 * A carrier came to a holder.
 *
 * @param holder a device id, or a carrier of a tier above
 * @param place the event that shows it
 */
record Transition(DeviceRef holder, EventPosition place) {

    long at() {
        return place.orderAt();
    }
}
