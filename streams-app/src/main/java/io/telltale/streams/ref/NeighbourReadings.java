package io.telltale.streams.ref;

import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.streams.record.ReadingPlace;
import java.util.Optional;

/** Finds the readings of a task next to a place, among the rows of its ref. */
interface NeighbourReadings {

    /** The last reading of the same task before the place of this one. */
    Optional<DeviceStatusEvent> before(DeviceStatusEvent reading, ReadingPlace notBefore);

    /** The first reading of the same task after the place of this one. */
    Optional<DeviceStatusEvent> after(DeviceStatusEvent reading, ReadingPlace notAfter);
}
