package io.telltale.simulator.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A billing account of ThingSpace.
 *
 * @param devices the ids of each device that is in no campaign and has no history
 * @param messages what its devices send
 */
public record ThingSpaceAccount(
        String name,
        List<Campaign> campaigns,
        Histories histories,
        List<List<DeviceId>> devices,
        MessageFlow messages) {

    public ThingSpaceAccount {
        campaigns = List.copyOf(campaigns);
        devices = List.copyOf(devices);
    }

    public Optional<Campaign> campaign(String id) {
        return campaigns.stream().filter(each -> each.id().equalsIgnoreCase(id)).findFirst();
    }

    public boolean has(DeviceId device) {
        return histories.of(device).isPresent()
                || devices.stream().flatMap(List::stream).anyMatch(device::names)
                || (device.kind().equalsIgnoreCase("imei") && hasImei(device.id()));
    }

    /** Whether a campaign of the account covers this IMEI. */
    public boolean hasImei(String imei) {
        return campaigns.stream().anyMatch(campaign -> campaign.covers(imei));
    }
}
