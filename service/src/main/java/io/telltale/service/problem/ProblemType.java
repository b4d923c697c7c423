package io.telltale.service.problem;

import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** The problems that a request can end with; their types and statuses are a contract. */
public enum ProblemType {
    MALFORMED_REF(HttpStatus.BAD_REQUEST, "Malformed reference"),
    BAD_PARAMETER(HttpStatus.BAD_REQUEST, "Bad parameter"),
    BAD_CURSOR(HttpStatus.BAD_REQUEST, "Bad cursor"),
    BAD_BODY(HttpStatus.BAD_REQUEST, "Bad request body"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Unauthorized"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Forbidden"),
    UNKNOWN_DEVICE(HttpStatus.NOT_FOUND, "Unknown device"),
    UNKNOWN_CAMPAIGN(HttpStatus.NOT_FOUND, "Unknown campaign"),
    UNKNOWN_TASK(HttpStatus.NOT_FOUND, "Unknown poll task"),
    UNKNOWN_LINK(HttpStatus.NOT_FOUND, "Unknown link"),
    UNKNOWN_DEAD_LETTER(HttpStatus.NOT_FOUND, "Unknown dead letter"),
    UNKNOWN_PATH(HttpStatus.NOT_FOUND, "Unknown path"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable"),
    CONFLICT(HttpStatus.CONFLICT, "Conflict"),
    TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Request too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Internal server error"),
    NOT_READY(HttpStatus.SERVICE_UNAVAILABLE, "Not ready"),
    INCOMPLETE(HttpStatus.SERVICE_UNAVAILABLE, "Incomplete answer");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status that goes with it. */
    public HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    String urn() {
        return "urn:telltale:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem of an error that the framework found, by its status. */
    static ProblemType of(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> UNAUTHORIZED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> UNKNOWN_PATH;
            case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
            case NOT_ACCEPTABLE -> NOT_ACCEPTABLE;
            case CONFLICT -> CONFLICT;
            case REQUEST_ENTITY_TOO_LARGE -> TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> UNSUPPORTED_MEDIA_TYPE;
            case SERVICE_UNAVAILABLE -> NOT_READY;
            default -> status.getCode() < 500 ? BAD_PARAMETER : INTERNAL;
        };
    }
}
