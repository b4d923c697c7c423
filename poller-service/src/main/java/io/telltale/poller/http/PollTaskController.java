package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.poller.task.InvalidPollTaskException;
import io.telltale.poller.task.PollTaskForm.Given;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code /poll-tasks}: what is polled, by whom, how it stands, and what an operator wants of it.
 */
@Controller("/poll-tasks")
@DocumentedResponses.AllRoutes
@Tag(name = "Poll tasks")
final class PollTaskController {

    private static final int MOST = 500;

    private final ClusterTasks cluster;
    private final TaskEdits edits;
    private final TaskImport imports;

    PollTaskController(ClusterTasks cluster, TaskEdits edits, TaskImport imports) {
        this.cluster = cluster;
        this.edits = edits;
        this.imports = imports;
    }

    /**
     * A page of tasks.
     *
     * @param items by id
     * @param nextCursor null: there are no more
     */
    @Serdeable
    record PollTaskPage(List<PollTaskJson> items, @Nullable String nextCursor) {}

    @Get
    @OpenApiDocs.ListPollTasks
    @DocumentedResponses.MayBeUnavailable
    PollTaskPage list(
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable String provider,
            @QueryValue @Nullable String account,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String state) {
        if (limit < 1 || limit > MOST) {
            throw ProblemException.badParameter("limit", "1 to " + MOST, Integer.toString(limit));
        }
        var filter = TaskFilter.of(provider, account, kind, state);
        var found = cluster.after(ListCursor.positionOf(cursor), filter, limit);
        var items = found.stream().limit(limit).toList();
        return new PollTaskPage(
                items, found.size() > limit ? ListCursor.after(items.getLast().id()) : null);
    }

    @Get("/{id}")
    @OpenApiDocs.FindPollTask
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    PollTaskJson find(String id) {
        return cluster.view(edits.required(id));
    }

    @Put("/{id}")
    @OpenApiDocs.PutPollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "200",
            description = "The task, changed.",
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The task, created.",
            headers = @Header(name = "Location", ref = OpenApiDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    HttpResponse<PollTaskJson> put(String id, @Body String body) {
        var given = given(body);
        var derived = given.task().getId();
        if (!derived.equals(id)) {
            throw ProblemException.badParameter(
                    "id", "'%s', which follows from what is polled".formatted(derived), id);
        }
        var edited = edits.put(given);
        var item = cluster.viewAtHand(edited.task());
        return edited.isNew() ? HttpResponse.created(item, location(id)) : HttpResponse.ok(item);
    }

    @Post
    @OpenApiDocs.CreatePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "200",
            description = "The task existed; it is changed.",
            headers = @Header(name = "Location", ref = OpenApiDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The task, created.",
            headers = @Header(name = "Location", ref = OpenApiDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    HttpResponse<PollTaskJson> create(@Body String body) {
        var edited = edits.create(given(body));
        var item = cluster.viewAtHand(edited.task());
        var location = location(edited.task().getId());
        return edited.isNew()
                ? HttpResponse.created(item, location)
                : HttpResponse.ok(item).header("Location", location.toString());
    }

    private Given given(String body) {
        try {
            return edits.read(body);
        } catch (InvalidPollTaskException e) {
            throw TaskEdits.problem(e);
        }
    }

    private static URI location(String id) {
        return URI.create(
                "/poll-tasks/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Delete("/{id}")
    @OpenApiDocs.DeletePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(responseCode = "204", description = "The task is deleted.")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id) {
        edits.delete(id);
    }

    @Post("/{id}/pause")
    @OpenApiDocs.PausePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson pause(String id) {
        return cluster.viewAtHand(edits.pause(id, true));
    }

    @Post("/{id}/resume")
    @OpenApiDocs.ResumePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson resume(String id) {
        return cluster.viewAtHand(edits.pause(id, false));
    }

    @Post("/{id}/poll-now")
    @OpenApiDocs.PollNow
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson pollNow(String id, @QueryValue @Nullable String device) {
        return cluster.viewAtHand(edits.pollNow(id, Optional.ofNullable(device)));
    }

    @Post("/{id}/skip")
    @OpenApiDocs.SkipPage
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @OpenApiDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson skip(String id) {
        return cluster.viewAtHand(edits.skip(id));
    }

    @Post("/import")
    @OpenApiDocs.ImportPollTasks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @Consumes({"application/x-ndjson", "application/ndjson", "application/json"})
    TaskImport.Report takeAll(@Body InputStream body) throws IOException {
        return imports.take(body);
    }
}
