package io.telltale.providers.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.http.Bodies;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.Reply;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.ProviderTime;
import io.telltale.providers.json.Rows;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import java.util.List;
import java.util.Optional;

/**
 * Reads campaign reports: {@code GET /api/fota/{version}/reports/{account}/campaigns/{id}/devices}.
 */
public final class CampaignClient {

    private static final String START = "0";
    private static final int MOST_ROWS = 10_000;

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public CampaignClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * One page.
     *
     * @param lastSeenDeviceId cursor of the page before, empty for the first one; one that
     *     ThingSpace no longer knows is Refused: see {@link CampaignRefusal}
     */
    public Answer<CampaignPage> fetch(
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
        return session.send(path.query("lastSeenDeviceId", asked)).flatMap(CampaignClient::page);
    }

    static Answer<CampaignPage> page(Reply reply) {
        return Bodies.read(reply, CampaignClient::page);
    }

    /**
     * The cursor is handed on as it came, whether it grows or not. Where {@code hasMoreData} is
     * missing, a cursor other than 0 says the same.
     */
    private static CampaignPage page(Members body) {
        var cursor = body.word("lastSeenDeviceId").filter(text -> !text.equals(START));
        var hasMore = body.flag("hasMoreData").orElse(cursor.isPresent());
        return new CampaignPage(
                Rows.read(rows(body, hasMore), CampaignClient::device),
                body.number("totalDevice"),
                hasMore,
                cursor.filter(_ -> hasMore));
    }

    /**
     * A page without a list has no rows, but must not pass for the end of a campaign that has some:
     * its devices would be taken for removed.
     */
    private static List<JsonNode> rows(Members body, boolean hasMore) {
        var rows = body.elements("deviceList", MOST_ROWS).orElse(List.of());
        var empty = body.member("deviceList").isEmpty();
        if (empty && !hasMore && body.number("totalDevice").orElse(-1) != 0) {
            throw new UnreadableRow(RowFault.MISSING_FIELD, "deviceList");
        }
        return rows;
    }

    private static CampaignDevice device(Members row) {
        var imei = row.needed("deviceId").strip();
        return new CampaignDevice(
                imei,
                DeviceIds.imei(imei),
                row.needed("status"),
                row.word("resultReason"),
                ProviderTime.in(row, "updatedTime"),
                ProviderTime.in(row, "recentAttemptTime"),
                ProviderTime.in(row, "nextAttemptTime"));
    }
}
