package io.telltale.providers.thingspace;

import io.telltale.schemas.event.Event;
import java.time.Instant;

/** Turns rows of a campaign report into status events. */
public final class CampaignDeviceMapper {

    /** A mapper for one campaign. */
    public CampaignDeviceMapper(String account, String campaignId) {}

    /**
     * The event of a row.
     *
     * @param scan number of the scan that read it, from 1; a page fetched again has the same one.
     *     Not used for rows that carry the time of their last change
     */
    public Event.Status event(CampaignDevice device, long scan, Instant observedAt) {
        throw new UnsupportedOperationException();
    }

    /** 32 hex digits that differ when the row says something else, for checkpoints. */
    public static String rowDigest(CampaignDevice device) {
        throw new UnsupportedOperationException();
    }
}
