package io.telltale.streams.store;

import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.Spell;
import java.util.List;

/**
 * A device as a reader sees it.
 *
 * @param state what is known of it; its refs are those that belong to it at the time asked for
 * @param members its refs, past and present, and why they belong to it; empty while nothing links
 *     it
 * @param spells which devices the ref that was asked for belonged to, oldest first; empty while
 *     nothing links it
 * @param spans whose rows, of which times, are its history
 */
public record Device(
        DeviceState state, List<Member> members, List<Spell> spells, List<RefSpan> spans) {

    /** The lists are copied. */
    public Device {
        members = List.copyOf(members);
        spells = List.copyOf(spells);
        spans = List.copyOf(spans);
    }

    /** Key of the device. */
    public String key() {
        return state.getDeviceKey();
    }

    /** Its tasks, newest first. */
    public Page<DeviceTask, Place> tasks(Piece wanted) {
        var tasks =
                state.getTasks().stream()
                        .filter(task -> wanted.contains(placeOf(task)))
                        .limit(wanted.limit() + 1L)
                        .toList();
        return Page.of(tasks, wanted.limit(), Device::placeOf);
    }

    private static Place placeOf(DeviceTask task) {
        return new Place(task.getOrderedAt(), task.getEventId());
    }
}
