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
import io.telltale.simulator.switches.CampaignQuirks;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Asker;
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
final class CampaignReportController {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{10}-\\d{5}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String START = "0";

    private final Asker asker;
    private final KnownCampaigns book;
    private final CampaignLedger ledger;
    private final Switches switches;
    private final Clock clock;

    CampaignReportController(
            Asker asker,
            KnownCampaigns book,
            CampaignLedger ledger,
            Switches switches,
            Clock clock) {
        this.asker = asker;
        this.book = book;
        this.ledger = ledger;
        this.switches = switches;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Report(
            @Nullable String accountName,
            Object totalDevice,
            boolean hasMoreData,
            String lastSeenDeviceId,
            int maxPageSize,
            List<CampaignReportLine> deviceList) {}

    /** The report of a campaign; each version of the API knows only its own campaigns. */
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
        var own = asker.own(request, account);
        if (own.isEmpty()) {
            return ThingSpaceErrors.fota("INVALID_ACCESS", "Account is not accessible");
        }
        var campaign = book.known(own.get(), version, campaignId);
        if (campaign.isEmpty()) {
            return invalid("Campaign not found");
        }
        var cursor = cursor(lastSeenDeviceId);
        if (!cursor.equals(START)
                && (!own.get().hasImei(cursor, clock.instant())
                        || switches.quirks().campaign().campaignCursorInvalid())) {
            return invalid("LastSeenDeviceId Not Valid");
        }
        return page(request, own.get(), campaign.get(), cursor);
    }

    private HttpResponse<byte[]> page(
            HttpRequest<?> request, ThingSpaceAccount account, Campaign campaign, String cursor) {
        var quirks = switches.quirks().campaign();
        var now = clock.instant();
        var most = quirks.campaignPageSize();
        var after = campaign.after(Long.parseLong(cursor), now).limit(most + 1L).toList();
        var more = after.size() > most;
        var page =
                (more ? after.subList(0, most) : after)
                        .stream().map(row -> row.withStatus(worded(row.status(), quirks))).toList();
        var named = quirks.accountNameInReport() ? account.name() : null;
        var total = (int) campaign.rows(now).count();
        var written = quirks.totalDeviceAsString() ? Integer.toString(total) : total;
        if (quirks.emptyCampaignPage()) {
            return JsonResponses.ok(new Report(named, written, true, cursor, most, List.of()));
        }
        ledger.tell(account, campaign, page, RequestNumber.of(request));
        var last = more ? page.getLast().deviceId() : START;
        var next = quirks.campaignCursorStands() ? cursor : last;
        var says = more || quirks.campaignCursorStands();
        return JsonResponses.ok(new Report(named, written, says, next, most, page));
    }

    private static String worded(String status, CampaignQuirks quirks) {
        var first = status.substring(0, 1);
        return switch (quirks.statusCase()) {
            case AS_IT_IS -> status;
            case LOWER -> first.toLowerCase(Locale.ROOT) + status.substring(1);
            case UPPER -> first.toUpperCase(Locale.ROOT) + status.substring(1);
        };
    }

    private static String cursor(@Nullable String lastSeenDeviceId) {
        return lastSeenDeviceId == null || lastSeenDeviceId.isBlank() ? START : lastSeenDeviceId;
    }

    private static HttpResponse<byte[]> invalid(String message) {
        return ThingSpaceErrors.fota("INVALID_PARAMETER", message);
    }
}
