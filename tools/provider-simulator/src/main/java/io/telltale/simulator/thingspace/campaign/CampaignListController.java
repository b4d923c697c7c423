package io.telltale.simulator.thingspace.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.switches.CampaignQuirks.FirmwareListPath;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finding campaigns: their list by status, paged by id, and one by its id.
 *
 * <p>For v3 the documentation and the SDKs name different addresses; both are served, or one of
 * them by a quirk.
 */
@Controller("/api/fota")
@ExecuteOn(TaskExecutors.BLOCKING)
record CampaignListController(KnownCampaigns campaigns, Switches switches, Clock clock) {

    private static final String START = "0";
    private static final Set<String> STATUSES =
            Set.of(
                    "CampaignRequestPending",
                    "CampaignRequestFailed",
                    "CampaignRequestQueued",
                    "CampaignCancelled",
                    "CampaignAborted",
                    "CampaignFailed",
                    "CampaignScheduled",
                    "CampaignEnded");

    private record Page(
            boolean hasMoreData, String lastSeenCampaignId, List<ObjectNode> campaignList) {}

    @Get("/{version:v2|v3}/reports/{account}/campaigns")
    HttpResponse<byte[]> list(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @Nullable @QueryValue String campaignStatus,
            @Nullable @QueryValue String lastSeenCampaignId) {
        if (version.equals("v3") && path() == FirmwareListPath.SDK) {
            throw ThingSpaceErrors.unanswered(HttpStatus.NOT_FOUND);
        }
        return answer(campaigns.own(request, account), version, campaignStatus, lastSeenCampaignId);
    }

    @Get("/v3/reports/{account}/firmware/campaigns")
    HttpResponse<byte[]> firmwareList(
            HttpRequest<?> request,
            @PathVariable String account,
            @Nullable @QueryValue String campaignStatus,
            @Nullable @QueryValue String lastSeenCampaignId) {
        if (path() == FirmwareListPath.DOCUMENTED) {
            throw ThingSpaceErrors.unanswered(HttpStatus.NOT_FOUND);
        }
        return answer(campaigns.own(request, account), "v3", campaignStatus, lastSeenCampaignId);
    }

    @Get("/{version:v2|v3}/campaigns/{account}/{campaignId}")
    HttpResponse<byte[]> one(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String campaignId) {
        var campaign = campaigns.one(campaigns.own(request, account), version, campaignId);
        return JsonResponses.ok(CampaignReportJson.information(account, campaign, clock.instant()));
    }

    /** The campaigns of one device; {@code reason} instead of {@code resultReason} here. */
    @Get("/{version:v2|v3}/reports/{account}/devices/{imei}")
    HttpResponse<byte[]> device(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String imei) {
        var own = campaigns.own(request, account);
        var now = clock.instant();
        if (!own.hasImei(imei, now)) {
            throw ThingSpaceErrors.invalid("Invalid device id format");
        }
        var rows =
                campaigns.all(own, version).stream()
                        .flatMap(campaign ->
                                campaign.device(imei, now).stream()
                                        .map(row ->
                                                CampaignReportJson.of(account, campaign, now)
                                                        .put("campaignId", campaign.id())
                                                        .put("deviceId", imei)
                                                        .put("status", row.status())
                                                        .put("reason", row.resultReason())))
                        .toList();
        return JsonResponses.ok(rows);
    }

    private FirmwareListPath path() {
        return switches.quirks().campaign().firmwareListPath();
    }

    private HttpResponse<byte[]> answer(
            ThingSpaceAccount account,
            String version,
            @Nullable String status,
            @Nullable String lastSeen) {
        if (status == null || !STATUSES.contains(status)) {
            throw ThingSpaceErrors.invalid("Invalid campaign status");
        }
        var cursor = lastSeen == null || lastSeen.isBlank() ? START : lastSeen;
        if (!cursor.equals(START) && campaigns.find(account, version, cursor).isEmpty()) {
            throw ThingSpaceErrors.invalid("LastSeenCampaignId Not Valid");
        }
        var now = clock.instant();
        var most = switches.quirks().campaign().campaignListPageSize();
        var after =
                campaigns.all(account, version).stream()
                        .filter(campaign -> campaign.schedule().statusAt(now).equals(status))
                        .filter(campaign -> campaign.id().compareTo(cursor) > 0)
                        .toList();
        var more = after.size() > most;
        var page = more ? after.subList(0, most) : after;
        return JsonResponses.ok(
                new Page(
                        more,
                        more ? page.getLast().id() : START,
                        page.stream()
                                .map(each -> CampaignReportJson.of(account.name(), each, now))
                                .toList()));
    }
}
