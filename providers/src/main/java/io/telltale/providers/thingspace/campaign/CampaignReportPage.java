package io.telltale.providers.thingspace.campaign;

import io.telltale.providers.page.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page of a campaign report, in ascending IMEI order.
 *
 * @param devices its rows, at most 1000
 * @param reportedDevices number of devices by ThingSpace's count; never decides paging
 * @param hasMore whether ThingSpace announces another page
 * @param next cursor for the next page, perhaps not after the one asked for; empty where there is
 *     none, whatever {@code hasMore} is
 */
public record CampaignReportPage(
        List<Row<CampaignReportRow>> devices,
        OptionalLong reportedDevices,
        boolean hasMore,
        Optional<String> next) {

    /** Copies the rows. */
    public CampaignReportPage {
        devices = List.copyOf(devices);
    }
}
