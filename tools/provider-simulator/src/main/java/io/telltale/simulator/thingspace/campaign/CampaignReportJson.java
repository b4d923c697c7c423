package io.telltale.simulator.thingspace.campaign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.scenario.campaign.Campaign;
import java.time.Instant;

/** A campaign as the two versions of the API write it: software in v2, firmware in v3. */
final class CampaignReportJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CampaignReportJson() {}

    /** The answer to a request for one campaign by its id. */
    static ObjectNode information(String account, Campaign campaign, Instant now) {
        var written = of(account, campaign, now);
        return campaign.isV3()
                // the model of a public client library refuses an answer without these
                ? written.put("autoAssignLicenseFlag", false).put("autoAddDevicesFlag", false)
                : written;
    }

    static ObjectNode of(String account, Campaign campaign, Instant now) {
        var info = campaign.content();
        var schedule = campaign.schedule();
        var v3 = campaign.isV3();
        var ware = v3 ? "firmware" : "software";
        var written =
                NODES.objectNode()
                        .put("accountName", account)
                        .put("id", campaign.id())
                        .put("campaignName", info.name())
                        .put(ware + "Name", info.to())
                        .put(v3 ? "protocol" : "distributionType", v3 ? "LWM2M" : "HTTP")
                        .put(ware + "From", info.from())
                        .put(ware + "To", info.to())
                        .put("make", info.make())
                        .put("model", info.model())
                        .put("startDate", schedule.startDate().toString())
                        .put("endDate", schedule.endDate().toString());
        if (v3) {
            window(written, "campaignTimeWindowList", 20);
        } else {
            written.put("downloadAfterDate", schedule.startDate().toString());
            window(written, "downloadTimeWindowList", 20);
            written.put("installAfterDate", schedule.startDate().toString());
            window(written, "installTimeWindowList", 22);
        }
        return written.put("status", schedule.statusAt(now));
    }

    private static void window(ObjectNode campaign, String name, int hour) {
        campaign.putArray(name).addObject().put("startTime", hour).put("endTime", hour + 1);
    }
}
