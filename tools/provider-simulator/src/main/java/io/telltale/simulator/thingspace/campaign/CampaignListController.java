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
import io.telltale.simulator.thingspace.Asker;
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
 * them by a switch.
 */
@Controller("/api/fota")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignListController {

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

    private final Asker asker;
    private final KnownCampaigns book;
    private final Switches switches;
    private final ThingSpaceErrors errors;
    private final Clock clock;

    CampaignListController(
            Asker asker,
            KnownCampaigns book,
            Switches switches,
            ThingSpaceErrors errors,
            Clock clock) {
        this.asker = asker;
        this.book = book;
        this.switches = switches;
        this.errors = errors;
        this.clock = clock;
    }

    private record Page(
            boolean hasMoreData, String lastSeenCampaignId, List<ObjectNode> campaignList) {}

    @Get("/{version:v2|v3}/reports/{account}/campaigns")
    HttpResponse<byte[]> list(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @Nullable @QueryValue String campaignStatus,
            @Nullable @QueryValue String lastSeenCampaignId) {
        var elsewhere =
                version.equals("v3")
                        && switches.quirks().campaign().firmwareListPath() == FirmwareListPath.SDK;
        return elsewhere
                ? errors.refuse(request, HttpStatus.NOT_FOUND)
                : answer(request, version, account, campaignStatus, lastSeenCampaignId);
    }

    @Get("/v3/reports/{account}/firmware/campaigns")
    HttpResponse<byte[]> firmwareList(
            HttpRequest<?> request,
            @PathVariable String account,
            @Nullable @QueryValue String campaignStatus,
            @Nullable @QueryValue String lastSeenCampaignId) {
        return switches.quirks().campaign().firmwareListPath() == FirmwareListPath.DOCUMENTED
                ? errors.refuse(request, HttpStatus.NOT_FOUND)
                : answer(request, "v3", account, campaignStatus, lastSeenCampaignId);
    }

    @Get("/{version:v2|v3}/campaigns/{account}/{campaignId}")
    HttpResponse<byte[]> one(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String campaignId) {
        var own = asker.own(request, account);
        if (own.isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        return book.known(own.get(), version, campaignId)
                .<HttpResponse<byte[]>>map(campaign ->
                        JsonResponses.ok(
                                CampaignReportJson.information(account, campaign, clock.instant())))
                .orElseGet(() -> ThingSpaceErrors.fota("INVALID_PARAMETER", "Campaign not found"));
    }

    /** What campaigns did to one device; {@code reason} instead of {@code resultReason} here. */
    @Get("/{version:v2|v3}/reports/{account}/devices/{imei}")
    HttpResponse<byte[]> device(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String imei) {
        var own = asker.own(request, account);
        if (own.isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        if (!own.get().hasImei(imei, clock.instant())) {
            return ThingSpaceErrors.fota("INVALID_PARAMETER", "Invalid device id format");
        }
        var now = clock.instant();
        var rows =
                book.all(own.get(), version).stream()
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

    private HttpResponse<byte[]> answer(
            HttpRequest<?> request,
            String version,
            String account,
            @Nullable String status,
            @Nullable String lastSeen) {
        var own = asker.own(request, account);
        if (own.isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        if (status == null || !STATUSES.contains(status)) {
            return ThingSpaceErrors.fota("INVALID_PARAMETER", "Invalid campaign status");
        }
        var cursor = lastSeen == null || lastSeen.isBlank() ? START : lastSeen;
        if (!cursor.equals(START) && book.known(own.get(), version, cursor).isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_PARAMETER", "LastSeenCampaignId Not Valid");
        }
        return JsonResponses.ok(page(own.get(), version, status, cursor));
    }

    private Page page(ThingSpaceAccount account, String version, String status, String cursor) {
        var now = clock.instant();
        var most = switches.quirks().campaign().campaignListPageSize();
        var after =
                book.all(account, version).stream()
                        .filter(campaign -> campaign.schedule().statusAt(now).equals(status))
                        .filter(campaign -> campaign.id().compareTo(cursor) > 0)
                        .toList();
        var more = after.size() > most;
        var page = more ? after.subList(0, most) : after;
        return new Page(
                more,
                more ? page.getLast().id() : START,
                page.stream()
                        .map(each -> CampaignReportJson.of(account.name(), each, now))
                        .toList());
    }
}
