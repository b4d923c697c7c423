package io.telltale.providers.thingspace.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import java.util.List;
import java.util.Optional;

/**
 * Reads campaign reports: {@code GET /api/fota/{version}/reports/{account}/campaigns/{id}/devices}.
 */
public final class CampaignReportClient {

    private static final String START = "0";
    private static final int MOST_ROWS = 10_000;

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public CampaignReportClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * One page.
     *
     * @param lastSeenDeviceId cursor of the page before, empty for the first one; one that
     *     ThingSpace no longer knows is Refused: see {@link CampaignRejection}
     */
    public Answer<CampaignReportPage> fetch(
            String account,
            String campaignId,
            Optional<String> lastSeenDeviceId,
            ApiVersion version) {
        var asked = lastSeenDeviceId.orElse(START);
        var path =
                HttpCall.get(
                        "api",
                        "fota",
                        version.pathPart(),
                        "reports",
                        account,
                        "campaigns",
                        campaignId,
                        "devices");
        return session.send(path.query("lastSeenDeviceId", asked))
                .flatMap(CampaignReportClient::page);
    }

    static Answer<CampaignReportPage> page(HttpReply reply) {
        return BodyParser.read(reply, CampaignReportClient::page);
    }

    /**
     * The cursor is handed on as it came, whether it grows or not. Where {@code hasMoreData} is
     * missing, a cursor other than 0 means the same.
     */
    private static CampaignReportPage page(JsonMembers body) {
        var cursor = body.shortText("lastSeenDeviceId").filter(text -> !text.equals(START));
        var hasMore = body.flag("hasMoreData").orElse(cursor.isPresent());
        return new CampaignReportPage(
                RowReader.read(rows(body, hasMore), CampaignReportClient::device),
                body.number("totalDevice"),
                hasMore,
                cursor.filter(_ -> hasMore));
    }

    /**
     * A page without a list has no rows, but must not pass for the end of a campaign that has some:
     * its devices would be taken for removed.
     */
    private static List<JsonNode> rows(JsonMembers body, boolean hasMore) {
        var rows = body.elements("deviceList", MOST_ROWS).orElse(List.of());
        var empty = body.member("deviceList").isEmpty();
        if (empty && !hasMore && body.number("totalDevice").orElse(-1) != 0) {
            throw new UnreadableRowException(RowFault.MISSING_FIELD, "deviceList");
        }
        return rows;
    }

    private static CampaignReportRow device(JsonMembers row) {
        var imei = row.needed("deviceId").strip();
        return new CampaignReportRow(
                imei,
                DeviceIds.imei(imei),
                row.needed("status"),
                row.shortText("resultReason"),
                ProviderTime.in(row, "updatedTime"),
                ProviderTime.in(row, "recentAttemptTime"),
                ProviderTime.in(row, "nextAttemptTime"));
    }
}
