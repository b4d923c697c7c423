package io.telltale.poller.identity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.openapi.DocumentedResponses;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import io.telltale.service.query.Cursor;
import io.telltale.service.query.Query;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code /identities}: which refs people declare to be one device. What is accepted is on the link
 * topic; the register applies it soon after.
 */
@Controller("/identities")
@DocumentedResponses.AllRoutes
@Tag(name = "Identities")
final class IdentityController {

    private static final String LINES = "application/x-ndjson";
    private static final String CONFLICTS = Cursor.listOf("conflicts");
    private static final Duration SOON = Duration.ofSeconds(1);

    private final LinkTopic topic;
    private final LinkEdits edits;
    private final LinkImport imports;
    private final UnappliedLinks conflicts;
    private final Clock clock;

    IdentityController(
            LinkTopic topic,
            LinkEdits edits,
            LinkImport imports,
            UnappliedLinks conflicts,
            Clock clock) {
        this.topic = topic;
        this.edits = edits;
        this.imports = imports;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /**
     * A declaration about a ref.
     *
     * @param sameAs refs of the same device, one or more
     * @param validFrom since when, ISO-8601 in UTC; null = always
     * @param validTo until when, exclusive; null = still
     * @param by the author
     */
    @Serdeable
    record Declaration(
            @Schema(requiredMode = REQUIRED, nullable = false) @Nullable List<String> sameAs,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String validFrom,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String validTo,
            @Schema(requiredMode = NOT_REQUIRED) @Nullable String by) {}

    /**
     * The links of a ref.
     *
     * @param ref in its normal spelling
     * @param links in the order of the other refs
     */
    @Serdeable
    record LinksOfRef(String ref, List<LinkJson> links) {}

    @Get("/{ref}")
    @IdentityDocs.FindLinks
    @DocumentedResponses.MayBeUnavailable
    LinksOfRef find(String ref, HttpRequest<?> request) {
        Query.none(request);
        var asked = DeviceRef.parse(ref);
        return new LinksOfRef(asked.toString(), LinkJson.all(topic.declared(asked)));
    }

    @Put("/{ref}")
    @IdentityDocs.DeclareLinks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @Status(HttpStatus.ACCEPTED)
    LinksOfRef declare(String ref, @Body Declaration declaration, HttpRequest<?> request) {
        Query.none(request);
        var asked = DeviceRef.parse(ref);
        return new LinksOfRef(
                asked.toString(),
                LinkJson.all(edits.declare(asked, declaration, form(Optional.empty()))));
    }

    /** Withdraws the links to these refs; without any, all that are declared. */
    @Delete("/{ref}")
    @IdentityDocs.WithdrawLinks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @Status(HttpStatus.ACCEPTED)
    LinksOfRef withdraw(String ref, HttpRequest<?> request) {
        var query = Query.of(request, Set.of("sameAs", "by"));
        var by = by(query);
        query.refuseIfWrong();
        var asked = DeviceRef.parse(ref);
        var others =
                query.texts("sameAs").stream()
                        .flatMap(text -> Stream.of(text.split(",", -1)))
                        .map(DeviceRef::parse)
                        .toList();
        return new LinksOfRef(
                asked.toString(), LinkJson.all(edits.withdraw(asked, others, form(by))));
    }

    /** A report in the end; for a caller that accepts lines, results and progress as they come. */
    @Post("/import")
    @IdentityDocs.ImportLinks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @ApiResponse(
            responseCode = "202",
            description = "The result of each line.",
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = LinkImport.Report.class)),
                @Content(mediaType = LINES, schema = @Schema(type = "string"))
            })
    @Consumes({"text/csv", "text/plain"})
    @Produces({"application/json", LINES})
    HttpResponse<?> takeAll(
            @Body byte[] csv, @Header @Nullable String accept, HttpRequest<?> request) {
        var query = Query.of(request, Set.of("by"));
        var form = form(by(query));
        query.refuseIfWrong();
        return accept != null && accept.contains(LINES)
                ? HttpResponse.accepted().contentType(LINES).body(imports.lines(csv, form))
                : HttpResponse.accepted().body(imports.report(csv, form));
    }

    private static Optional<String> by(Query query) {
        var expected = "1 to %d characters, not all blank".formatted(LinkForm.LONGEST_NAME);
        return query.parsed(
                "by",
                expected,
                name ->
                        Optional.of(name)
                                .filter(text -> !text.isBlank())
                                .filter(text -> text.length() <= LinkForm.LONGEST_NAME));
    }

    private LinkForm form(Optional<String> by) {
        return new LinkForm(by.orElse("operator"), clock.instant());
    }

    @Get("/conflicts")
    @IdentityDocs.ListConflicts
    @DocumentedResponses.MayBeUnavailable
    ConflictPage conflicts(HttpRequest<?> request) {
        var query = Query.of(request, Set.of("limit", "cursor"));
        var limit = query.limit();
        var cursor = query.cursor();
        query.refuseIfWrong();
        if (!conflicts.isWhole()) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, "the identities are being read", SOON);
        }
        var after = Cursor.placeOf(cursor, CONFLICTS);
        return ConflictPage.of(
                conflicts.after(after).limit(limit + 1L).toList(),
                limit,
                last -> new Cursor(CONFLICTS, Cursor.NOBODY, last.position()));
    }
}
