package io.telltale.streams.http;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.telltale.service.query.Query;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Documents routes where their signatures cannot, since {@link Query} parses the parameters. The
 * components are defined in {@code src/main/openapi}; a test sends each documented parameter to its
 * route.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Telltale streams-app",
                        version = "1",
                        description =
                                "State and history of the devices of a fleet, and the progress of its"
                                        + " campaigns. Every member of an answer is always present:"
                                        + " `null` when unknown, `[]` when empty.",
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")))
final class OpenApiDocs {

    static final String ETAG = "#/components/headers/ETag";
    static final String ROLE = "#/components/headers/Role";
    static final String LAG = "#/components/headers/Lag";
    static final String AS_OF = "#/components/headers/AsOf";

    private static final String PARAMETERS = "#/components/parameters/";

    private OpenApiDocs() {}

    /** The answer is a page of a list. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "200",
            description = "A page of the list.",
            headers = {
                @Header(name = "Telltale-Role", ref = ROLE),
                @Header(name = "Telltale-Lag", ref = LAG),
                @Header(name = "Telltale-As-Of", ref = AS_OF)
            },
            useReturnTypeSchema = true)
    @interface Page {}

    /** The caller may have the answer already. */
    @Target(ElementType.METHOD)
    @ApiResponse(
            responseCode = "304",
            description = "The answer is still the one with this `ETag`.",
            headers = {
                @Header(name = "ETag", ref = ETAG),
                @Header(name = "Telltale-Role", ref = ROLE),
                @Header(name = "Telltale-Lag", ref = LAG),
                @Header(name = "Telltale-As-Of", ref = AS_OF)
            })
    @interface MayBeUnchanged {}

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

    /** New timeline entries of a device. */
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
