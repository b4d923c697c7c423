package io.telltale.simulator.scenario;

import java.time.Instant;
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
        CampaignBook campaigns,
        Histories histories,
        List<List<DeviceId>> devices,
        MessageFlow messages) {

    public ThingSpaceAccount {
        devices = List.copyOf(devices);
    }

    /** The campaigns that are known at a time. */
    public interface CampaignBook {

        List<Campaign> at(Instant now);
    }

    public Optional<Campaign> campaign(String id, Instant now) {
        return campaigns.at(now).stream()
                .filter(each -> each.id().equalsIgnoreCase(id))
                .findFirst();
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
