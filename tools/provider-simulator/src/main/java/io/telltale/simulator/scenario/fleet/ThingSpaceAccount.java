package io.telltale.simulator.scenario.fleet;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.sms.Histories;
import io.telltale.simulator.scenario.sms.MessageFlow;
import java.time.Instant;
import java.util.List;

/**
 * A billing account of ThingSpace.
 *
 * @param devices the ids of each device that is in no campaign and has no history
 * @param messages of its devices
 */
public record ThingSpaceAccount(
        String name,
        Campaign.Book campaigns,
        Histories histories,
        List<List<DeviceId>> devices,
        MessageFlow messages) {

    public ThingSpaceAccount {
        devices = List.copyOf(devices);
    }

    public boolean has(DeviceId device, Instant now) {
        return histories.of(device).isPresent()
                || devices.stream().flatMap(List::stream).anyMatch(device::names)
                || (device.kind().equalsIgnoreCase("imei") && hasImei(device.id(), now));
    }

    /** Whether a campaign of the account covers this IMEI. */
    public boolean hasImei(String imei, Instant now) {
        return campaigns.at(now).stream().anyMatch(campaign -> campaign.covers(imei));
    }
}
