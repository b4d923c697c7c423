package io.telltale.poller.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
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
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** {@code /poll-tasks}: lists poll tasks with their state, and lets an operator change them. */
@Controller("/poll-tasks")
@DocumentedResponses.AllRoutes
@Tag(name = "Poll tasks")
final class PollTaskController {

    private static final int LONGEST_REF = 300;
    private static final Set<String> NAMES =
            Set.of("limit", "cursor", "provider", "account", "kind", "state");

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
     * @param nextCursor null at the end of the list
     */
    @Serdeable
    record PollTaskPage(List<PollTaskJson> items, @Nullable String nextCursor) {}

    @Get
    @PollTaskDocs.ListPollTasks
    @DocumentedResponses.MayBeUnavailable
    PollTaskPage list(HttpRequest<?> request) {
        var query = Query.of(request, NAMES);
        var filter = TaskFilter.of(query);
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        var list = filter.list();
        var found = cluster.after(Cursor.placeOf(cursor, list), filter, limit);
        var items = found.stream().limit(limit).toList();
        return new PollTaskPage(
                items,
                found.size() > limit
                        ? new Cursor(list, Cursor.NOBODY, items.getLast().id()).toString()
                        : null);
    }

    @Get("/{id}")
    @PollTaskDocs.FindPollTask
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    PollTaskJson find(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.view(edits.required(id));
    }

    @Put("/{id}")
    @PollTaskDocs.PutPollTask
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
            headers = @Header(name = "Location", ref = PollTaskDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    HttpResponse<PollTaskJson> put(String id, @Body String body, HttpRequest<?> request) {
        Query.none(request);
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
    @PollTaskDocs.CreatePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "200",
            description = "The task existed; it is changed.",
            headers = @Header(name = "Location", ref = PollTaskDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The task, created.",
            headers = @Header(name = "Location", ref = PollTaskDocs.LOCATION),
            content = @Content(schema = @Schema(implementation = PollTaskJson.class)))
    HttpResponse<PollTaskJson> create(@Body String body, HttpRequest<?> request) {
        Query.none(request);
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
        return URI.create("/poll-tasks/" + Query.encoded(id));
    }

    @Delete("/{id}")
    @PollTaskDocs.DeletePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(responseCode = "204", description = "The task is deleted.")
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id, HttpRequest<?> request) {
        Query.none(request);
        edits.delete(id);
    }

    @Post("/{id}/pause")
    @PollTaskDocs.PausePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @PollTaskDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson pause(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.viewAtHand(edits.pause(id, true));
    }

    @Post("/{id}/resume")
    @PollTaskDocs.ResumePollTask
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @PollTaskDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson resume(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.viewAtHand(edits.pause(id, false));
    }

    @Post("/{id}/poll-now")
    @PollTaskDocs.PollNow
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @PollTaskDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson pollNow(String id, HttpRequest<?> request) {
        var query = Query.of(request, Set.of("device"));
        var device = query.text("device", LONGEST_REF);
        query.refuseIfWrong();
        return cluster.viewAtHand(edits.pollNow(id, device));
    }

    @Post("/{id}/skip")
    @PollTaskDocs.SkipPage
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayConflict
    @DocumentedResponses.MayBeUnavailable
    @PollTaskDocs.TakesEffectSoon
    @Status(HttpStatus.ACCEPTED)
    @Consumes("*/*")
    PollTaskJson skip(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.viewAtHand(edits.skip(id));
    }

    @Post("/import")
    @PollTaskDocs.ImportPollTasks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @Consumes({"application/x-ndjson", "application/ndjson", "application/json"})
    TaskImport.Report takeAll(@Body InputStream body, HttpRequest<?> request) throws IOException {
        Query.none(request);
        return imports.take(body);
    }
}
