package io.telltale.streams.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.service.problem.ProblemType;
import io.telltale.streams.store.Lookup;
import io.telltale.streams.store.MemberFilter;
import io.telltale.streams.store.Reads;
import org.jspecify.annotations.Nullable;

/** {@code GET /campaigns/{ref}} and its devices. */
@Controller("/campaigns/{ref:[^/]+}")
final class CampaignController {

    private final Reads reads;

    CampaignController(Reads reads) {
        this.reads = reads;
    }

    @Get
    HttpResponse<?> campaign(HttpRequest<?> request) {
        var ref = PathRef.of(request);
        var progress = known(reads.campaign(CampaignRef.parse(ref)), ref);
        return Answers.single(request, CampaignJson.of(progress));
    }

    @Get("/devices")
    ListJson<MemberJson> devices(
            HttpRequest<?> request,
            @Nullable @QueryValue String outcome,
            @Nullable @QueryValue String limit,
            @Nullable @QueryValue String cursor) {
        var ref = PathRef.of(request);
        var after = cursor == null ? "" : Cursors.ref(cursor);
        var wanted = new MemberFilter(Parameters.outcome(outcome), false);
        var most = Parameters.limit(limit);
        var page = reads.members(CampaignRef.parse(ref), wanted, after, most);
        return ListJson.of(known(page, ref), MemberJson::of, Cursors::of);
    }

    private static <T> T known(Lookup<T> lookup, String ref) {
        return Answers.known(
                lookup,
                ProblemType.UNKNOWN_CAMPAIGN,
                "no event names the campaign " + CampaignRef.parse(ref));
    }
}
