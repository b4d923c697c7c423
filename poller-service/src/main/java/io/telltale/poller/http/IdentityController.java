package io.telltale.poller.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.openapi.DocumentedResponses;
import java.util.List;

/**
 * {@code /identities}: which refs people say are one device. What is accepted is on the link topic;
 * the register applies it soon after.
 */
@Controller("/identities")
@DocumentedResponses.AllRoutes
@Tag(name = "Identities")
final class IdentityController {

    private static final String LINES = "application/x-ndjson";

    private final LinkEdits edits;
    private final LinkImport imports;
    private final ConflictList conflicts;

    IdentityController(LinkEdits edits, LinkImport imports, ConflictList conflicts) {
        this.edits = edits;
        this.imports = imports;
        this.conflicts = conflicts;
    }

    /**
     * What is declared of a ref.
     *
     * @param sameAs refs of the same device, one or more
     * @param validFrom since when, ISO-8601 in UTC; null = always
     * @param validTo until when, exclusive; null = still
     * @param by who says so
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
     * @param ref in its kept spelling
     * @param links in the order of the other refs
     */
    @Serdeable
    record LinksOfRef(String ref, List<LinkJson> links) {}

    @Get("/{ref}")
    @OpenApiDocs.FindLinks
    @DocumentedResponses.MayBeUnavailable
    LinksOfRef find(String ref) {
        var asked = DeviceRef.parse(ref);
        return new LinksOfRef(asked.toString(), LinkJson.all(edits.holding(asked)));
    }

    @Put("/{ref}")
    @OpenApiDocs.DeclareLinks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.TakesBody
    @DocumentedResponses.MayBeUnavailable
    @Status(HttpStatus.ACCEPTED)
    LinksOfRef declare(String ref, @Body Declaration declaration) {
        var asked = DeviceRef.parse(ref);
        return new LinksOfRef(asked.toString(), LinkJson.all(edits.declare(asked, declaration)));
    }

    /** Withdraws the links to these refs; without any, all that are declared. */
    @Delete("/{ref}")
    @OpenApiDocs.WithdrawLinks
    @DocumentedResponses.NeedsAdmin
    @DocumentedResponses.MayBeUnknown
    @DocumentedResponses.MayBeUnavailable
    @Status(HttpStatus.ACCEPTED)
    LinksOfRef withdraw(
            String ref,
            @QueryValue @Nullable List<String> sameAs,
            @QueryValue @Nullable String by) {
        var asked = DeviceRef.parse(ref);
        var others = sameAs == null ? List.<String>of() : sameAs;
        return new LinksOfRef(
                asked.toString(),
                LinkJson.all(
                        edits.withdraw(asked, others.stream().map(DeviceRef::parse).toList(), by)));
    }

    /** Who asks for lines sees each result and the progress as they come, else a report at last. */
    @Post("/import")
    @OpenApiDocs.ImportLinks
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
            @Body byte[] csv, @QueryValue @Nullable String by, @Header @Nullable String accept) {
        return accept != null && accept.contains(LINES)
                ? HttpResponse.accepted().contentType(LINES).body(imports.lines(csv, by))
                : HttpResponse.accepted().body(imports.report(csv, by));
    }

    @Get("/conflicts")
    @OpenApiDocs.ListConflicts
    @DocumentedResponses.MayBeUnavailable
    ConflictList.Page conflicts(
            @QueryValue(defaultValue = "100") int limit, @QueryValue @Nullable String cursor) {
        return conflicts.page(limit, cursor);
    }
}
