package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.ledger.Channel;
import io.telltale.simulator.ledger.Fact;
import io.telltale.simulator.ledger.Ledger;
import io.telltale.simulator.ledger.Source;
import io.telltale.simulator.ledger.SystemName;
import io.telltale.simulator.scenario.Campaign;
import io.telltale.simulator.scenario.Fleet;
import io.telltale.simulator.scenario.ThingSpaceAccount;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.RequestNumber;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The campaign report: GET /reports/{accountName}/campaigns/{campaignId}/devices, paged by IMEI.
 *
 * <p>Texts of refusals are those of the v1 page; which of them v2 uses is unconfirmed.
 */
@Controller("/api/fota")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignController {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{10}-\\d{5}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String START = "0";

    private final Fleet fleet;
    private final Ledger ledger;
    private final Switches switches;

    CampaignController(Fleet fleet, Ledger ledger, Switches switches) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.switches = switches;
    }

    private record Report(
            Object totalDevice,
            boolean hasMoreData,
            String lastSeenDeviceId,
            int maxPageSize,
            List<Campaign.Device> deviceList) {}

    private record Told(String campaignId, String deviceId, String status, String resultReason) {}

    /** The HTTP-pull report. The v3 API has campaigns of its own, of which this fleet has none. */
    @Get("/{version:v2|v3}/reports/{account}/campaigns/{campaignId}/devices")
    HttpResponse<byte[]> devices(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String campaignId,
            @Nullable @QueryValue String lastSeenDeviceId) {
        if (!ACCOUNT.matcher(account).matches()) {
            return invalid("Invalid account name format");
        }
        if (!UUID.matcher(campaignId).matches()) {
            return invalid("Invalid uuid");
        }
        var known = fleet.thingSpaceAccount(account);
        if (known.isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        var campaign = known.flatMap(each -> each.campaign(campaignId));
        if (campaign.isEmpty() || version.equals("v3")) {
            return invalid("Campaign not found");
        }
        var cursor = cursor(lastSeenDeviceId);
        if (!cursor.equals(START) && !known.get().hasImei(cursor)) {
            return invalid("LastSeenDeviceId Not Valid");
        }
        return page(request, known.get(), campaign.get(), cursor);
    }

    private HttpResponse<byte[]> page(
            HttpRequest<?> request, ThingSpaceAccount account, Campaign campaign, String cursor) {
        var quirks = switches.quirks();
        var all = campaign.devices();
        var after = all.stream().filter(device -> device.deviceId().compareTo(cursor) > 0).toList();
        var more = after.size() > quirks.campaignPageSize();
        var page = more ? after.subList(0, quirks.campaignPageSize()) : after;
        tell(request, account, campaign, page);
        return Answers.ok(
                new Report(
                        quirks.totalDeviceAsString() ? Integer.toString(all.size()) : all.size(),
                        more,
                        more ? page.getLast().deviceId() : START,
                        quirks.campaignPageSize(),
                        page));
    }

    private void tell(
            HttpRequest<?> request,
            ThingSpaceAccount account,
            Campaign campaign,
            List<Campaign.Device> page) {
        var facts =
                page.stream()
                        .map(device ->
                                new Fact(
                                        campaign.id() + "/" + device.deviceId(),
                                        new Told(
                                                campaign.id(),
                                                device.deviceId(),
                                                device.status(),
                                                device.resultReason())))
                        .toList();
        ledger.tell(
                new Source(SystemName.THINGSPACE_CAMPAIGN, account.name()),
                Channel.POLL,
                RequestNumber.of(request),
                facts);
    }

    private static String cursor(@Nullable String lastSeenDeviceId) {
        return lastSeenDeviceId == null || lastSeenDeviceId.isBlank() ? START : lastSeenDeviceId;
    }

    private static HttpResponse<byte[]> invalid(String message) {
        return ThingSpaceErrors.fota("INVALID_PARAMETER", message);
    }
}
