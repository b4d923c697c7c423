package io.telltale.simulator.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A billing account of ThingSpace.
 *
 * @param devices the ids of each device, for those that are in no campaign and have no history
 * @param queue oldest first
 */
public record ThingSpaceAccount(
        String name,
        List<Campaign> campaigns,
        List<SmsHistory> histories,
        List<List<DeviceId>> devices,
        List<QueuedSms> queue) {

    public ThingSpaceAccount {
        campaigns = List.copyOf(campaigns);
        histories = List.copyOf(histories);
        devices = List.copyOf(devices);
        queue = List.copyOf(queue);
    }

    public Optional<Campaign> campaign(String id) {
        return campaigns.stream().filter(each -> each.id().equalsIgnoreCase(id)).findFirst();
    }

    /** A device's events; none for a device of the account that never sent or got a message. */
    public List<SmsEvent> history(DeviceId device) {
        return histories.stream()
                .filter(each -> each.deviceId().names(device))
                .findFirst()
                .map(SmsHistory::events)
                .orElseGet(List::of);
    }

    public boolean has(DeviceId device) {
        return histories.stream().anyMatch(each -> each.deviceId().names(device))
                || devices.stream().flatMap(List::stream).anyMatch(device::names)
                || (device.kind().equalsIgnoreCase("imei") && hasImei(device.id()));
    }

    /** Whether a campaign of the account holds this IMEI. */
    public boolean hasImei(String imei) {
        return campaigns.stream()
                .flatMap(campaign -> campaign.devices().stream())
                .anyMatch(device -> device.deviceId().equals(imei));
    }
}
