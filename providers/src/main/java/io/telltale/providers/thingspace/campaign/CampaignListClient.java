package io.telltale.providers.thingspace.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.signin.ThingSpaceSession;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.MalformedRefException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds campaigns: {@code GET /api/fota/{version}/reports/{account}/campaigns}.
 *
 * <p>For version 3 the documents name this path and the SDKs {@code .../firmware/campaigns}. The
 * path that was not refused as unknown is tried first from then on.
 */
public final class CampaignListClient {

    private static final String START = "0";
    private static final int MOST_ROWS = 10_000;
    private static final int NOT_FOUND = 404;
    private static final String NO_SUCH_RESOURCE = "900906";
    private static final int DATE_LENGTH = 10;

    private final ThingSpaceSession session;
    private volatile boolean firmwarePath;

    /** A client that is signed in by the session. */
    public CampaignListClient(ThingSpaceSession session) {
        this.session = session;
    }

    /**
     * One page.
     *
     * @param lastSeenCampaignId cursor of the page before, empty for the first one
     */
    public Answer<CampaignListPage> fetch(
            String account,
            CampaignStatusQuery status,
            Optional<String> lastSeenCampaignId,
            ApiVersion version) {
        var cursor = lastSeenCampaignId.orElse(START);
        var firmware = version == ApiVersion.V3 && firmwarePath;
        var answer = ask(account, status, cursor, version, firmware);
        if (version != ApiVersion.V3 || !isUnknownPath(answer)) {
            return answer.flatMap(reply -> page(reply, cursor));
        }
        var other = ask(account, status, cursor, version, !firmware);
        if (isUnknownPath(other)) {
            return answer.flatMap(reply -> page(reply, cursor));
        }
        firmwarePath = !firmware;
        return other.flatMap(reply -> page(reply, cursor));
    }

    private Answer<HttpReply> ask(
            String account,
            CampaignStatusQuery status,
            String cursor,
            ApiVersion version,
            boolean firmware) {
        var path = Stream.of("api", "fota", version.pathPart(), "reports", account).toList();
        var end = firmware ? List.of("firmware", "campaigns") : List.of("campaigns");
        var call = HttpCall.get(Stream.concat(path.stream(), end.stream()).toArray(String[]::new));
        return session.send(
                call.query("campaignStatus", status.value()).query("lastSeenCampaignId", cursor));
    }

    /** An unknown account is refused by a code of the service, with status 400. */
    private static boolean isUnknownPath(Answer<HttpReply> answer) {
        return answer instanceof Answer.Refused<HttpReply>(var status, var code, _)
                && (status == NOT_FOUND || code.equals(NO_SUCH_RESOURCE));
    }

    static Answer<CampaignListPage> page(HttpReply reply, String asked) {
        return BodyParser.read(reply, body -> page(body, asked));
    }

    private static CampaignListPage page(JsonMembers body, String asked) {
        var cursor =
                body.shortText("lastSeenCampaignId")
                        .filter(text -> !text.equals(START) && !text.equals(asked));
        var hasMore = body.flag("hasMoreData").orElse(cursor.isPresent());
        return new CampaignListPage(
                RowReader.read(rows(body), CampaignListClient::campaign),
                hasMore,
                cursor.filter(_ -> hasMore));
    }

    private static List<JsonNode> rows(JsonMembers body) {
        if (!body.has("campaignList") && !body.has("hasMoreData")) {
            throw new UnreadableRowException(RowFault.MISSING_FIELD, "campaignList");
        }
        return body.elements("campaignList", MOST_ROWS).orElse(List.of());
    }

    private static CampaignListEntry campaign(JsonMembers row) {
        return new CampaignListEntry(
                safeId(row.needed("id").strip()),
                row.shortText("accountName"),
                row.shortText("campaignName").or(() -> row.shortText("name")),
                row.shortText("status"),
                either(row, "softwareName", "firmwareName"),
                either(row, "softwareFrom", "firmwareFrom"),
                either(row, "softwareTo", "firmwareTo"),
                row.shortText("make"),
                row.shortText("model"),
                date(row, "startDate"),
                date(row, "endDate"),
                either(row, "distributionType", "protocol"));
    }

    private static Optional<String> either(JsonMembers row, String name, String other) {
        return row.shortText(name).or(() -> row.shortText(other));
    }

    /** It leads to the campaign's report and is part of its ref. */
    private static String safeId(String id) {
        try {
            return new CampaignRef("any", id).campaignId();
        } catch (MalformedRefException e) {
            throw new UnreadableRowException(
                    RowFault.BAD_REF, "expected id of 1 to 128 safe characters");
        }
    }

    /** A time is cut to its date; what is no date is left out. */
    private static Optional<LocalDate> date(JsonMembers row, String name) {
        var text = row.shortText(name).map(String::strip).orElse("");
        try {
            return text.length() < DATE_LENGTH
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
