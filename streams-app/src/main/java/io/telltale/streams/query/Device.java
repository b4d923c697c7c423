package io.telltale.streams.query;

import io.telltale.schemas.record.Conflict;
import io.telltale.schemas.record.DeviceState;
import io.telltale.schemas.record.DeviceTask;
import io.telltale.schemas.record.Member;
import io.telltale.schemas.record.ValidityInterval;
import io.telltale.streams.device.RefSpan;
import java.util.List;

/**
 * A device as a reader sees it.
 *
 * @param state what is known of it; its refs are those that belong to it at the time asked for
 * @param members its refs, past and present, and why they belong to it; empty for a device of one
 *     ref
 * @param intervals which devices the ref that was asked for belonged to, oldest first; empty while
 *     nothing links it
 * @param conflicts links of the ref that was asked for which are not applied
 * @param spans refs and times whose rows are its history
 */
public record Device(
        DeviceState state,
        List<Member> members,
        List<ValidityInterval> intervals,
        List<Conflict> conflicts,
        List<RefSpan> spans) {

    /** The lists are copied. */
    public Device {
        members = List.copyOf(members);
        intervals = List.copyOf(intervals);
        conflicts = List.copyOf(conflicts);
        spans = List.copyOf(spans);
    }

    /** Key of the device. */
    public String key() {
        return state.getDeviceKey();
    }

    /** Its tasks, newest first. */
    public Page<DeviceTask, HistoryPosition> tasks(PageRequest wanted) {
        var tasks =
                state.getTasks().stream()
                        .filter(task -> wanted.contains(positionOf(task)))
                        .limit(wanted.limit() + 1L)
                        .toList();
        return Page.of(tasks, wanted.limit(), Device::positionOf);
    }

    private static HistoryPosition positionOf(DeviceTask task) {
        return new HistoryPosition(task.getOrderedAt(), task.getEventId());
    }
}
