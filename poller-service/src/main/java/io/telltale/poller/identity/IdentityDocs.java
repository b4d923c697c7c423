package io.telltale.poller.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Documents the requests of each route; the components are defined in {@code src/main/openapi}. */
final class IdentityDocs {

    private static final String PARAMETERS = "#/components/parameters/";

    private IdentityDocs() {}

    /** {@code GET /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "findLinks",
            summary = "The declared links of a ref.",
            parameters = @Parameter(name = "ref", ref = PARAMETERS + "ref"))
    @interface FindLinks {}

    /** {@code PUT /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "declareLinks",
            summary = "Declares that the ref and each ref of `sameAs` are one device.",
            parameters = @Parameter(name = "ref", ref = PARAMETERS + "ref"))
    @interface DeclareLinks {}

    /** {@code DELETE /identities/{ref}}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "withdrawLinks",
            summary = "Withdraws links of a ref; without `sameAs` all that are declared.",
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "ref"),
                @Parameter(name = "sameAs", ref = PARAMETERS + "sameAs"),
                @Parameter(name = "by", ref = PARAMETERS + "by")
            })
    @interface WithdrawLinks {}

    /** {@code POST /identities/import}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "importLinks",
            summary = "Declares many links.",
            parameters = @Parameter(name = "by", ref = PARAMETERS + "by"),
            requestBody =
                    @RequestBody(
                            required = true,
                            description =
                                    "A link a line, `ref,sameAs,validFrom,validTo,by`, up to 8 MiB.",
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema = @Schema(type = "string"))))
    @interface ImportLinks {}

    /** {@code GET /identities/conflicts}. */
    @Target(ElementType.METHOD)
    @Operation(
            operationId = "listConflicts",
            summary = "Links that are not applied, and the reason.",
            parameters = {
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface ListConflicts {}
}
