package io.telltale.simulator.thingspace.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.scenario.campaign.Campaign;
import io.telltale.simulator.scenario.campaign.CampaignReportLine;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.switches.CampaignQuirks.StatusCase;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The campaign report: GET /reports/{accountName}/campaigns/{campaignId}/devices, paged by IMEI.
 *
 * <p>Texts of refusals are those of the v1 page; which of them v2 uses is unconfirmed.
 */
@Controller("/api/fota")
@ExecuteOn(TaskExecutors.BLOCKING)
record CampaignReportController(
        KnownCampaigns campaigns, CampaignFacts facts, Switches switches, Clock clock) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{10}-\\d{5}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String START = "0";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Report(
            @Nullable String accountName,
            Object totalDevice,
            boolean hasMoreData,
            String lastSeenDeviceId,
            int maxPageSize,
            List<CampaignReportLine> deviceList) {}

    /** The report of a campaign; each version of the API lists only its own campaigns. */
    @Get("/{version:v2|v3}/reports/{account}/campaigns/{campaignId}/devices")
    HttpResponse<byte[]> devices(
            HttpRequest<?> request,
            @PathVariable String version,
            @PathVariable String account,
            @PathVariable String campaignId,
            @Nullable @QueryValue String lastSeenDeviceId) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw ThingSpaceErrors.invalid("Invalid account name format");
        }
        if (!UUID.matcher(campaignId).matches()) {
            throw ThingSpaceErrors.invalid("Invalid uuid");
        }
        var own = campaigns.own(request, account);
        var campaign = campaigns.one(own, version, campaignId);
        var cursor =
                lastSeenDeviceId == null || lastSeenDeviceId.isBlank() ? START : lastSeenDeviceId;
        if (!cursor.equals(START)
                && (!own.hasImei(cursor, clock.instant())
                        || switches.quirks().campaign().campaignCursorInvalid())) {
            throw ThingSpaceErrors.invalid("LastSeenDeviceId Not Valid");
        }
        return page(request, own, campaign, cursor);
    }

    private HttpResponse<byte[]> page(
            HttpRequest<?> request, ThingSpaceAccount account, Campaign campaign, String cursor) {
        var quirks = switches.quirks().campaign();
        var now = clock.instant();
        var most = quirks.campaignPageSize();
        var after = campaign.after(Long.parseLong(cursor), now).limit(most + 1L).toList();
        var more = after.size() > most;
        var page =
                after.stream()
                        .limit(most)
                        .map(row -> row.withStatus(inCase(row.status(), quirks.statusCase())))
                        .toList();
        var named = quirks.accountNameInReport() ? account.name() : null;
        var total = campaign.rows(now).count();
        var written = quirks.totalDeviceAsString() ? Long.toString(total) : total;
        if (quirks.emptyCampaignPage()) {
            return JsonResponses.ok(new Report(named, written, true, cursor, most, List.of()));
        }
        facts.answered(account, campaign, page, RequestNumber.of(request));
        var stands = quirks.campaignCursorStands();
        var last = more ? page.getLast().deviceId() : START;
        return JsonResponses.ok(
                new Report(named, written, more || stands, stands ? cursor : last, most, page));
    }

    private static String inCase(String status, StatusCase wanted) {
        var first = status.substring(0, 1);
        return switch (wanted) {
            case AS_IT_IS -> status;
            case LOWER -> first.toLowerCase(Locale.ROOT) + status.substring(1);
            case UPPER -> first.toUpperCase(Locale.ROOT) + status.substring(1);
        };
    }
}
