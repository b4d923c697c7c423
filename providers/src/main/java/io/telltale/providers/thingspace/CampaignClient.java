package io.telltale.providers.thingspace;

import io.telltale.providers.http.Bodies;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.json.Members;
import io.telltale.providers.json.Rows;
import io.telltale.providers.json.UnreadableRow;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.ref.RefKind;
import java.util.Optional;

/**
 * Reads campaign reports: {@code GET /api/fota/{version}/reports/{account}/campaigns/{id}/devices}.
 */
public final class CampaignClient {

    private static final String START = "0";

    private final ThingSpaceSession session;

    /** A client that is signed in by the session. */
    public CampaignClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * One page.
     *
     * @param lastSeenDeviceId cursor of the page before, empty for the first one; one that
     *     ThingSpace no longer knows is Refused
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
        return session.send(path.query("lastSeenDeviceId", asked))
                .flatMap(reply -> Bodies.read(reply, body -> page(body, asked)));
    }

    private static CampaignPage page(Members body, String asked) {
        var rows =
                body.elements("deviceList")
                        .orElseThrow(() -> new UnreadableRow(RowFault.MISSING_FIELD, "deviceList"));
        var hasMore = body.flag("hasMoreData").orElse(false);
        var next =
                body.word("lastSeenDeviceId")
                        .filter(cursor -> hasMore && !rows.isEmpty() && isAfter(asked, cursor));
        return new CampaignPage(
                Rows.read(rows, CampaignClient::device), body.number("totalDevice"), hasMore, next);
    }

    /** A cursor that does not grow would ask for the same page for ever. */
    private static boolean isAfter(String asked, String cursor) {
        return cursor.length() == asked.length()
                ? cursor.compareTo(asked) > 0
                : cursor.length() > asked.length();
    }

    private static CampaignDevice device(Members row) {
        return new CampaignDevice(
                DeviceIds.ref(RefKind.IMEI, row.needed("deviceId")),
                row.needed("status"),
                row.word("resultReason"),
                ThingSpaceTime.in(row, "updatedTime"),
                row.word("recentAttemptTime").flatMap(ThingSpaceTime::parse),
                row.word("nextAttemptTime").flatMap(ThingSpaceTime::parse));
    }
}
