package io.telltale.streams.ref;

import io.telltale.schemas.record.TimelineEntry;
import io.telltale.streams.record.CampaignUpdate;
import io.telltale.streams.record.DeviceUpdate;
import io.telltale.streams.record.Observation;

/** What leaves the task of a ref; the record's key is the key of the topic it goes to. */
public sealed interface RefOutput {

    /**
     * An entry of a device's timeline.
     *
     * @param entry for the key of its device
     */
    record Timeline(TimelineEntry entry) implements RefOutput {}

    /**
     * A part, SMS row or roster of a device.
     *
     * @param update for the key of the device
     */
    record ForDevice(DeviceUpdate update) implements RefOutput {}

    /**
     * An observation of a named ref.
     *
     * @param observation for the named ref
     */
    record ForNamedRef(Observation observation) implements RefOutput {}

    /**
     * Sums of the members of a campaign.
     *
     * @param update for the campaign ref
     */
    record ForCampaign(CampaignUpdate update) implements RefOutput {}
}
