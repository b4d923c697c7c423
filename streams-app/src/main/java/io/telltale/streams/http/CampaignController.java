package io.telltale.streams.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Cursor.TimedPlace;
import io.telltale.service.query.Query;
import io.telltale.streams.campaign.CampaignPosition;
import io.telltale.streams.query.DeviceQueries;
import io.telltale.streams.query.Lookup;
import java.time.Instant;
import java.util.Set;

/** {@code /campaigns}, one of them, and its devices. */
@Controller("/campaigns")
@DocumentedResponses.AllRoutes
@Tag(name = "Campaigns")
final class CampaignController {

    private static final String CAMPAIGN = "/{ref:[^/]+}";
    private static final Set<String> OF_ONE = Set.of();
    private static final Set<String> OF_ALL = Set.of("limit", "cursor");
    private static final String ALL = Cursor.listOf("campaigns");

    private final DeviceQueries queries;
    private final Responses responses;
    private final MembersCsv csv;

    CampaignController(DeviceQueries queries, Responses responses, MembersCsv csv) {
        this.queries = queries;
        this.responses = responses;
        this.csv = csv;
    }

    /** All campaigns, most recently discovered first. */
    @Get
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.Page
    @OpenApiDocs.OfAll
    ListJson<CampaignSummaryJson> campaigns(HttpRequest<?> request) {
        var query = Query.of(request, OF_ALL);
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        var after = cursor.map(text -> position(Cursor.parse(text, ALL)));
        var page = Responses.found(queries.campaigns(after, limit));
        return ListJson.of(page, CampaignSummaryJson::of, last -> cursor(last).toString());
    }

    private static CampaignPosition position(Cursor cursor) {
        var place = cursor.timed();
        return new CampaignPosition(place.at().toEpochMilli(), place.id());
    }

    private static Cursor cursor(CampaignPosition last) {
        var at = Instant.ofEpochMilli(last.firstObservedAt());
        return new Cursor(ALL, Cursor.NOBODY, new TimedPlace(at, last.campaign()));
    }

    /** The progress of a campaign. */
    @Get(CAMPAIGN)
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.MayBeUnchanged
    @OpenApiDocs.OfCampaign
    @ApiResponse(
            responseCode = "200",
            description = "The progress of the campaign.",
            headers = {
                @Header(name = "ETag", ref = OpenApiDocs.ETAG),
                @Header(name = "Telltale-Role", ref = OpenApiDocs.ROLE),
                @Header(name = "Telltale-Lag", ref = OpenApiDocs.LAG),
                @Header(name = "Telltale-As-Of", ref = OpenApiDocs.AS_OF)
            },
            content = @Content(schema = @Schema(implementation = CampaignJson.class)))
    HttpResponse<?> campaign(HttpRequest<?> request) {
        Query.of(request, OF_ONE).refuseIfWrong();
        var ref = CampaignRef.parse(PathRef.of(request));
        return responses.single(request, CampaignJson.of(found(queries.campaign(ref), ref)));
    }

    /**
     * Devices of a campaign, ascending by ref. JSON is a page; CSV is all of them, or a page where
     * {@code limit} is given.
     */
    @Get(CAMPAIGN + "/devices")
    @Produces({MediaType.APPLICATION_JSON, MembersCsv.TYPE})
    @DocumentedResponses.MayBeUnavailable
    @DocumentedResponses.MayBeUnknown
    @OpenApiDocs.OfMembers
    @ApiResponse(
            responseCode = "200",
            description = "Devices of the campaign.",
            headers = {
                @Header(name = "Link", ref = "#/components/headers/NextPage"),
                @Header(name = "Vary", ref = "#/components/headers/Vary"),
                @Header(name = "Telltale-Role", ref = OpenApiDocs.ROLE),
                @Header(name = "Telltale-Lag", ref = OpenApiDocs.LAG),
                @Header(name = "Telltale-As-Of", ref = OpenApiDocs.AS_OF)
            },
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MembersJson.class)),
                @Content(mediaType = MembersCsv.TYPE, schema = @Schema(type = "string"))
            })
    HttpResponse<?> members(HttpRequest<?> request) {
        var wanted = MembersRequest.of(request);
        var answer =
                MembersCsv.isWanted(request)
                        ? csv.answer(request, wanted)
                        : HttpResponse.ok(json(wanted));
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private MembersJson json(MembersRequest wanted) {
        var page = found(wanted.read(queries), wanted.campaign());
        return MembersJson.of(page, wanted::at);
    }

    static <T> T found(Lookup<T> lookup, CampaignRef ref) {
        return Responses.found(
                lookup, ProblemType.UNKNOWN_CAMPAIGN, () -> "no event names the campaign " + ref);
    }
}
