package io.telltale.streams.campaign;

import io.telltale.schemas.record.Provider;
import io.telltale.streams.record.CampaignStanding;

/**
 * A reading of one device of a campaign, or a push of a push campaign to it.
 *
 * @param campaign campaign ref
 * @param ref primary ref of the device
 * @param provider provider of the campaign
 * @param standing where the device stands by this reading
 */
public record CampaignReading(
        String campaign, String ref, Provider provider, CampaignStanding standing) {}
