package io.telltale.providers.thingspace.campaign;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A campaign in a campaign list, as ThingSpace names it. Versions 2 and 3 use different names for
 * the same members.
 *
 * @param id its id, safe in a path
 * @param accountName not always present
 * @param name its name
 * @param status raw status; an open vocabulary
 * @param softwareName software or firmware
 * @param softwareFrom version that is replaced
 * @param softwareTo version that is installed
 * @param make manufacturer of the devices
 * @param model model of the devices
 * @param startDate first day; empty also where it is no date
 * @param endDate last day planned; empty also where it is no date
 * @param protocol how the devices get it: distribution type or protocol
 */
public record CampaignListEntry(
        String id,
        Optional<String> accountName,
        Optional<String> name,
        Optional<String> status,
        Optional<String> softwareName,
        Optional<String> softwareFrom,
        Optional<String> softwareTo,
        Optional<String> make,
        Optional<String> model,
        Optional<LocalDate> startDate,
        Optional<LocalDate> endDate,
        Optional<String> protocol) {}
