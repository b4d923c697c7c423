package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import io.telltale.streams.campaign.MemberFilter;
import io.telltale.streams.query.CampaignMember;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Lookup;
import io.telltale.streams.query.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which devices of a campaign are wanted.
 *
 * @param campaign the campaign
 * @param filter which ones
 * @param after only those after this ref; empty for all
 * @param limit most of a page
 * @param isPage whether the caller said how many
 * @param list digest of what narrows the list
 */
record MembersRequest(
        CampaignRef campaign,
        MemberFilter filter,
        String after,
        int limit,
        boolean isPage,
        String list) {

    private static final Set<String> KNOWN = Set.of("outcome", "stuck", "limit", "cursor");
    private static final List<String> OUTCOMES =
            Stream.concat(CampaignJson.COUNTED.stream(), Stream.of(Outcome.REMOVED))
                    .map(Enum::name)
                    .toList();

    static MembersRequest of(HttpRequest<?> request) {
        var query = Query.of(request, KNOWN);
        var outcome = query.word("outcome", OUTCOMES).map(Outcome::valueOf);
        var onlyStuck = query.flag("stuck");
        var isPage = query.has("limit");
        var limit = query.limit();
        var given = query.cursor();
        query.refuseIfWrong();

        var campaign = CampaignRef.parse(PathRef.of(request));
        var words = outcome.map(Enum::name).orElse(null);
        var list = Cursor.listOf("campaign-devices", words, Boolean.toString(onlyStuck));
        var cursor = given.map(text -> Cursor.parse(text, list));
        if (cursor.isPresent() && !cursor.get().owner().equals(campaign.toString())) {
            throw cursor.get().bad();
        }
        return new MembersRequest(
                campaign,
                new MemberFilter(outcome, onlyStuck),
                cursor.map(Cursor::place).orElse(""),
                limit,
                isPage,
                list);
    }

    /** The same, in pieces of so many where the caller does not want a page. */
    MembersRequest inPiecesOf(int most) {
        return isPage ? this : new MembersRequest(campaign, filter, after, most, false, list);
    }

    MembersRequest after(String ref) {
        return new MembersRequest(campaign, filter, ref, limit, isPage, list);
    }

    Lookup<Page<CampaignMember, String>> read(DeviceQueries queries) {
        return queries.members(campaign, filter, after, limit);
    }

    /** Where a page ends. */
    Cursor at(String ref) {
        return new Cursor(list, campaign.toString(), ref);
    }

    /** The same as the query of a request. */
    String query() {
        var outcome = filter.outcome().map(word -> "&outcome=" + word).orElse("");
        var stuck = filter.onlyStuck() ? "&stuck=true" : "";
        return "limit=" + limit + outcome + stuck + "&cursor=" + at(after);
    }
}
