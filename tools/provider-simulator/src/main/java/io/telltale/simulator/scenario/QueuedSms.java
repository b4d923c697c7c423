package io.telltale.simulator.scenario;

import java.util.List;

/**
 * A message from a device as ThingSpace's queue has it.
 *
 * @param deviceIds one or more ids of one device
 * @param timestamp when ThingSpace received it, offset with colon
 */
public record QueuedSms(List<DeviceId> deviceIds, String message, String timestamp) {

    public QueuedSms {
        deviceIds = List.copyOf(deviceIds);
    }
}
