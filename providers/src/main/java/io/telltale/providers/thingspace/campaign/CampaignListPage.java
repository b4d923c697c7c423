package io.telltale.providers.thingspace.campaign;

import io.telltale.providers.page.Row;
import java.util.List;
import java.util.Optional;

/**
 * One page of the campaigns of a status.
 *
 * @param campaigns its rows
 * @param hasMore whether ThingSpace announces another page
 * @param next cursor for the next page; empty where there is none, whatever {@code hasMore} is
 */
public record CampaignListPage(
        List<Row<CampaignListEntry>> campaigns, boolean hasMore, Optional<String> next) {

    /** Copies the rows. */
    public CampaignListPage {
        campaigns = List.copyOf(campaigns);
    }
}
