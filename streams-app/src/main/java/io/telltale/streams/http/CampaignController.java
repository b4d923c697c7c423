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
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Lookup;
import io.telltale.streams.store.Reads;
import java.util.Set;

/** {@code /campaigns}, one of them, and its devices. */
@Controller("/campaigns")
final class CampaignController {

    private static final String CAMPAIGN = "/{ref:[^/]+}";
    private static final Set<String> OF_ONE = Set.of();
    private static final Set<String> OF_ALL = Set.of("limit", "cursor");
    private static final String ALL = Cursor.listOf("campaigns");

    private final Reads reads;
    private final Answers answers;
    private final MembersCsv csv;

    CampaignController(Reads reads, Answers answers, MembersCsv csv) {
        this.reads = reads;
        this.answers = answers;
        this.csv = csv;
    }

    /**
     * All campaigns, the one that was seen last for the first time first.
     *
     * @return A piece of the list.
     */
    @Get
    @InDocument.Read
    @InDocument.OfAll
    ListJson<CampaignSummaryJson> campaigns(HttpRequest<?> request) {
        var query = Query.of(request, OF_ALL);
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        var place = cursor.map(text -> Cursor.parse(text, ALL).inHistory());
        var page = Answers.found(reads.campaigns(place, limit));
        return ListJson.of(
                page,
                CampaignSummaryJson::of,
                last -> Cursor.at(ALL, Cursor.NOBODY, last).toString());
    }

    /** How far a campaign is. */
    @Get(CAMPAIGN)
    @InDocument.Read
    @InDocument.MayBeUnknown
    @InDocument.MayBeKnown
    @InDocument.OfCampaign
    @ApiResponse(
            responseCode = "200",
            description = "How far the campaign is.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Changes with whatever a caller sees of it.",
                            schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = CampaignJson.class)))
    HttpResponse<?> campaign(HttpRequest<?> request) {
        Query.of(request, OF_ONE).refuseIfWrong();
        var ref = CampaignRef.parse(PathRef.of(request));
        return answers.single(request, CampaignJson.of(found(reads.campaign(ref), ref)));
    }

    /**
     * Devices of a campaign, ascending by ref: as JSON a piece, as CSV all that follow, or a piece
     * where a {@code limit} is given.
     */
    @Get(CAMPAIGN + "/devices")
    @Produces({MediaType.APPLICATION_JSON, MembersCsv.TYPE})
    @InDocument.Read
    @InDocument.MayBeUnknown
    @InDocument.OfMembers
    @ApiResponse(
            responseCode = "200",
            description = "Devices of the campaign.",
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
        var page = found(wanted.read(reads), wanted.campaign());
        return MembersJson.of(page, wanted::at);
    }

    static <T> T found(Lookup<T> lookup, CampaignRef ref) {
        return Answers.found(
                lookup, ProblemType.UNKNOWN_CAMPAIGN, () -> "no event names the campaign " + ref);
    }
}
