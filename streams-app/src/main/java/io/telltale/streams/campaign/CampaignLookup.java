package io.telltale.streams.campaign;

import io.telltale.schemas.record.CampaignProgress;

/** What a store holds of a campaign. */
public sealed interface CampaignLookup {

    /**
     * Its progress was published.
     *
     * @param progress as published last
     */
    record Published(CampaignProgress progress) implements CampaignLookup {}

    /** It is known, and its first progress is not published yet: ask again in a second. */
    record BeingCounted() implements CampaignLookup {}

    /** There is no such campaign in this store. */
    record Unknown() implements CampaignLookup {}
}
