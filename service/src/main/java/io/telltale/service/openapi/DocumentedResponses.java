package io.telltale.service.openapi;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Error responses of routes in the OpenAPI document, by what a route does. They are defined in
 * {@code src/main/openapi} of this module.
 */
public final class DocumentedResponses {

    private static final String RESPONSES = "#/components/responses/";

    private DocumentedResponses() {}

    /** On a controller: any of its routes can answer so. */
    @Target(ElementType.TYPE)
    @ApiResponse(responseCode = "400", ref = RESPONSES + "BadRequest")
    @ApiResponse(responseCode = "401", ref = RESPONSES + "Unauthorized")
    @ApiResponse(responseCode = "406", ref = RESPONSES + "NotAcceptable")
    public @interface AllRoutes {}

    /** The answer is 503 while it would not be certain. */
    @Target(ElementType.METHOD)
    @ApiResponse(responseCode = "503", ref = RESPONSES + "Unavailable")
    public @interface MayBeUnavailable {}

    /** The path names something that may not exist. */
    @Target(ElementType.METHOD)
    @ApiResponse(responseCode = "404", ref = RESPONSES + "NotFound")
    public @interface MayBeUnknown {}

    /** A read token is not enough. */
    @Target(ElementType.METHOD)
    @ApiResponse(responseCode = "403", ref = RESPONSES + "Forbidden")
    public @interface NeedsAdmin {}

    /** The present state may not allow the change. */
    @Target(ElementType.METHOD)
    @ApiResponse(responseCode = "409", ref = RESPONSES + "Conflict")
    public @interface MayConflict {}

    /** The request has a body. */
    @Target(ElementType.METHOD)
    @ApiResponse(responseCode = "413", ref = RESPONSES + "TooLarge")
    @ApiResponse(responseCode = "415", ref = RESPONSES + "UnsupportedMediaType")
    public @interface TakesBody {}
}
