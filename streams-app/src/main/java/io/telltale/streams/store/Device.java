package io.telltale.streams.store;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.Member;
import java.util.List;

/**
 * A device as a reader sees it.
 *
 * @param state what is known of it
 * @param members its refs and why they belong to it; empty while nothing links it
 */
public record Device(DeviceState state, List<Member> members) {

    /** The list is copied. */
    public Device {
        members = List.copyOf(members);
    }

    /** Key of the device. */
    public String key() {
        return state.getDeviceKey();
    }
}
