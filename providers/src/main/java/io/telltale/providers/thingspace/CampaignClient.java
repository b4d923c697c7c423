package io.telltale.providers.thingspace;

import io.telltale.providers.page.Answer;
import java.util.Optional;

/**
 * Reads campaign reports: {@code GET /api/fota/{version}/reports/{account}/campaigns/{id}/devices}.
 */
public final class CampaignClient {

    /** A client that is signed in by the session. */
    public CampaignClient(ThingSpaceSession session) {}

    /**
     * One page.
     *
     * @param lastSeenDeviceId cursor of the page before, empty for the first one; one that
     *     ThingSpace no longer knows is Refused
     */
    public Answer<CampaignPage> fetch(
            String account,
            String campaignId,
            Optional<String> lastSeenDeviceId,
            ApiVersion version) {
        throw new UnsupportedOperationException();
    }
}
