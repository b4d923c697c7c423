package io.telltale.streams.store;

import io.telltale.schemas.record.CampaignProgress;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.PushActionEvent;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.fold.SmsMessage;
import java.util.Optional;

/**
 * Everything that can be asked of the graph's memory. The one seam: whoever answers over HTTP asks
 * here and does not know on which instance the data lie.
 */
public interface Reads {

    /**
     * The device that a ref belongs to, whole: with the parts of all its refs. May wait up to a
     * second for a part that is on its way.
     */
    Lookup<Device> device(DeviceRef ref);

    /**
     * SMS of a device, newest first.
     *
     * @param before only those before this place
     * @param limit most items, 1 or more
     */
    Lookup<Page<SmsMessage, Place>> sms(Device device, Place before, int limit);

    /**
     * Push actions of a device, newest first.
     *
     * @param before only those before this place
     * @param limit most items, 1 or more
     */
    Lookup<Page<PushActionEvent, Place>> pushActions(Device device, Place before, int limit);

    /** How far a campaign is, as last published. */
    Lookup<CampaignProgress> campaign(CampaignRef ref);

    /**
     * Where each device of a campaign stands, ascending by ref.
     *
     * @param outcome only those with this outcome; empty for all but the removed ones
     * @param after only those after this ref; empty for all
     * @param limit most items, 1 or more
     */
    Lookup<Page<Standing, String>> members(
            CampaignRef ref, Optional<Outcome> outcome, String after, int limit);

    /** How far the graph is. */
    Position position();
}
