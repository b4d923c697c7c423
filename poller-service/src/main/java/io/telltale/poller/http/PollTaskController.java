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
import io.telltale.poller.task.InvalidPollTaskException;
import io.telltale.poller.task.PollTaskForm.Given;
import io.telltale.schemas.record.PollTask;
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
    PollTaskJson find(String id, HttpRequest<?> request) {
        Query.none(request);
        return cluster.view(edits.required(id));
    }

    @Put("/{id}")
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
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id, HttpRequest<?> request) {
        Query.none(request);
        edits.delete(id);
    }

    @Post("/{id}/pause")
    @Consumes("*/*")
    HttpResponse<PollTaskJson> pause(String id, HttpRequest<?> request) {
        Query.none(request);
        return accepted(edits.pause(id, true));
    }

    @Post("/{id}/resume")
    @Consumes("*/*")
    HttpResponse<PollTaskJson> resume(String id, HttpRequest<?> request) {
        Query.none(request);
        return accepted(edits.pause(id, false));
    }

    @Post("/{id}/poll-now")
    @Consumes("*/*")
    HttpResponse<PollTaskJson> pollNow(String id, HttpRequest<?> request) {
        var query = Query.of(request, Set.of("device"));
        var device = query.text("device", LONGEST_REF);
        query.refuseIfWrong();
        return accepted(edits.pollNow(id, device));
    }

    @Post("/{id}/skip")
    @Consumes("*/*")
    HttpResponse<PollTaskJson> skip(String id, HttpRequest<?> request) {
        Query.none(request);
        return accepted(edits.skip(id));
    }

    private HttpResponse<PollTaskJson> accepted(PollTask task) {
        return HttpResponse.accepted().body(cluster.viewAtHand(task));
    }

    @Post("/import")
    @Consumes({"application/x-ndjson", "application/ndjson", "application/json"})
    TaskImport.Report takeAll(@Body InputStream body, HttpRequest<?> request) throws IOException {
        Query.none(request);
        return imports.take(body);
    }
}
