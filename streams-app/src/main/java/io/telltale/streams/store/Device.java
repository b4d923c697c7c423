package io.telltale.streams.store;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
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

    /**
     * Its tasks, newest first.
     *
     * @param before only those before this place
     * @param limit most items, 1 or more
     */
    public Page<DeviceTask, Place> tasks(Place before, int limit) {
        var wanted =
                state.getTasks().stream()
                        .filter(task -> place(task).compareTo(before) < 0)
                        .toList();
        return Page.of(wanted, limit, Device::place);
    }

    private static Place place(DeviceTask task) {
        return new Place(task.getOrderedAt(), task.getEventId());
    }
}
