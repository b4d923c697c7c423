package io.telltale.simulator.scenario;

import java.util.List;

/** The SMS events of one device, oldest first. */
public record SmsHistory(DeviceId deviceId, List<SmsEvent> events) {

    public SmsHistory {
        events = List.copyOf(events);
    }
}
