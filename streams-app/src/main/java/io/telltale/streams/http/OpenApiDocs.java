package io.telltale.streams.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.telltale.service.problem.Problem;
import io.telltale.service.query.Query;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * What the OpenAPI document says of a route and its signature does not, since {@link Query} takes
 * the parameters apart. What they are is written in {@code src/main/openapi}; a test asks each
 * route for what the document says of it.
 */
final class OpenApiDocs {

    private static final String PROBLEM = "application/problem+json";
    private static final String PARAMETERS = "#/components/parameters/";

    private OpenApiDocs() {}

    /** Responses that every read may give. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "400",
            description = "Something of the request is wrong; `parameters` names all of it.",
            content =
                    @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "It cannot be said for certain now; ask again.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "When, in seconds.",
                            schema = @Schema(type = "integer")),
            content =
                    @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @interface Read {}

    /** What is asked about may be unknown. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "404",
            description = "Nothing names it, and all that came in is read.",
            content =
                    @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
    @interface MayBeUnknown {}

    /** A single resource. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "304",
            description = "The caller has it already; it has this `ETag` still.",
            headers =
                    @Header(
                            name = "ETag",
                            description = "Changes with whatever a caller sees of it.",
                            schema = @Schema(type = "string")))
    @interface MayBeKnown {}

    /** All of a kind. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface OfAll {}

    /** One device, at a time. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "deviceRef"),
                @Parameter(name = "at", ref = PARAMETERS + "at"),
                @Parameter(name = "If-None-Match", ref = PARAMETERS + "ifNoneMatch")
            })
    @interface OfDevice {}

    /** A page of a device's history. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "deviceRef"),
                @Parameter(name = "at", ref = PARAMETERS + "at"),
                @Parameter(name = "from", ref = PARAMETERS + "from"),
                @Parameter(name = "to", ref = PARAMETERS + "to"),
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface OfHistory {}

    /** A page of a device's history, of some families. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "deviceRef"),
                @Parameter(name = "at", ref = PARAMETERS + "at"),
                @Parameter(name = "from", ref = PARAMETERS + "from"),
                @Parameter(name = "to", ref = PARAMETERS + "to"),
                @Parameter(name = "family", ref = PARAMETERS + "family"),
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface OfTimeline {}

    /** A device from now on. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "deviceRef"),
                @Parameter(name = "Last-Event-ID", ref = PARAMETERS + "lastEventId"),
                @Parameter(name = "lastEventId", ref = PARAMETERS + "lastEventIdInQuery")
            })
    @interface Live {}

    /** One campaign. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "campaignRef"),
                @Parameter(name = "If-None-Match", ref = PARAMETERS + "ifNoneMatch")
            })
    @interface OfCampaign {}

    /** Devices of a campaign. */
    @Target(ElementType.METHOD)
    @Operation(
            parameters = {
                @Parameter(name = "ref", ref = PARAMETERS + "campaignRef"),
                @Parameter(name = "outcome", ref = PARAMETERS + "outcome"),
                @Parameter(name = "stuck", ref = PARAMETERS + "stuck"),
                @Parameter(name = "limit", ref = PARAMETERS + "limit"),
                @Parameter(name = "cursor", ref = PARAMETERS + "cursor")
            })
    @interface OfMembers {}
}
