package io.telltale.streams.store;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.record.TimelineFamily;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.fold.SmsMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can be asked of the graph's memory. The one seam: whoever answers over HTTP asks
 * here and does not know on which instance the data lie.
 */
public interface Reads {

    /**
     * The device that a ref belongs to, whole: with the parts of all its refs. May wait up to a
     * second for a part that is on its way.
     *
     * @param at the time at which the ref belonged to it; empty for now
     */
    Lookup<Device> device(DeviceRef ref, Optional<Instant> at);

    /** SMS of a device, newest first; what is one message is decided over all of them. */
    Lookup<Page<SmsMessage, Place>> sms(Device device, Piece wanted);

    /** Push actions of a device, newest first. */
    Lookup<Page<PushActionEvent, Place>> pushActions(Device device, Piece wanted);

    /**
     * Everything that happened to a device, newest first. A reading that only confirms the one
     * before it is left out.
     *
     * @param families only these
     */
    Lookup<Page<TimelineEntry, Place>> timeline(
            Device device, Set<TimelineFamily> families, Piece wanted);

    /**
     * All devices, ascending by key as text.
     *
     * @param after only those after this key; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<DeviceSummary, String>> devices(String after, int limit);

    /** How far a campaign is, as last published. */
    Lookup<CampaignProgress> campaign(CampaignRef ref);

    /**
     * All campaigns, the one that we saw last for the first time first, equal times by ref.
     *
     * @param before only those after this place of the list; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<CampaignProgress, Place>> campaigns(Optional<Place> before, int limit);

    /**
     * Where each device of a campaign stands, ascending by ref.
     *
     * @param after only those after this ref; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<Standing, String>> members(
            CampaignRef ref, MemberFilter filter, String after, int limit);

    /** How far the graph is. */
    Position position();
}
