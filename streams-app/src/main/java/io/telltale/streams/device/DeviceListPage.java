package io.telltale.streams.device;

import java.util.Comparator;
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

    /**
     * One page of the pages of several partitions. It ends where the first of them stops: what
     * others have after that place comes with the next page.
     *
     * @param pages pages that begin at one place, each of at most the limit
     * @param limit most devices, 1 or more
     */
    public static DeviceListPage merge(List<DeviceListPage> pages, int limit) {
        var stop =
                pages.stream().flatMap(page -> page.next().stream()).min(Comparator.naturalOrder());
        var complete =
                pages.stream()
                        .flatMap(page -> page.devices().stream())
                        .filter(device ->
                                stop.map(key -> device.deviceKey().compareTo(key) <= 0)
                                        .orElse(true))
                        .sorted(Comparator.comparing(ListedDevice::deviceKey))
                        .toList();
        if (complete.size() <= limit) {
            return new DeviceListPage(complete, stop);
        }
        var devices = complete.subList(0, limit);
        return new DeviceListPage(devices, Optional.of(devices.getLast().deviceKey()));
    }
}
