package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.streams.device.ListedDevice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device in the list of all. */
@Serdeable
record DeviceSummaryJson(String deviceKey, List<String> refs, @Nullable Instant lastObservedAt) {

    static DeviceSummaryJson of(ListedDevice device) {
        return new DeviceSummaryJson(device.deviceKey(), device.refs(), device.lastObservedAt());
    }
}
