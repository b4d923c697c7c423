package io.telltale.streams.device;

import java.util.List;
import java.util.Optional;

/**
 * Devices of one partition, ascending by key.
 *
 * @param devices the devices; may be none although more follow, since a read looks at so many cards
 *     only
 * @param next the key after which to go on; empty at the end
 */
public record DeviceListPage(List<ListedDevice> devices, Optional<String> next) {

    /** The list is copied. */
    public DeviceListPage {
        devices = List.copyOf(devices);
    }
}
