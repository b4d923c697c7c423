package io.telltale.service.problem;

import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** Everything that can be wrong with a request or its answer; callers may rely on the words. */
public enum ProblemType {
    MALFORMED_REF(HttpStatus.BAD_REQUEST, "The reference is malformed"),
    BAD_PARAMETER(HttpStatus.BAD_REQUEST, "A parameter is wrong"),
    BAD_CURSOR(HttpStatus.BAD_REQUEST, "The cursor is wrong"),
    BAD_BODY(HttpStatus.BAD_REQUEST, "The body is wrong"),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Who is calling?"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed"),
    UNKNOWN_DEVICE(HttpStatus.NOT_FOUND, "The device is unknown"),
    UNKNOWN_CAMPAIGN(HttpStatus.NOT_FOUND, "The campaign is unknown"),
    UNKNOWN_TASK(HttpStatus.NOT_FOUND, "The poll task is unknown"),
    UNKNOWN_LINK(HttpStatus.NOT_FOUND, "No such link is declared"),
    UNKNOWN_DEAD_LETTER(HttpStatus.NOT_FOUND, "The dead letter is unknown"),
    UNKNOWN_PATH(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The path does not know this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot be given in that form"),
    CONFLICT(HttpStatus.CONFLICT, "The request conflicts with what is there"),
    TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not understood"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong on our side"),
    NOT_READY(HttpStatus.SERVICE_UNAVAILABLE, "Not ready; ask again soon"),
    INCOMPLETE(HttpStatus.SERVICE_UNAVAILABLE, "The answer would not be whole; ask again soon");

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

    /** What stands for an error that the framework found, by its status. */
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
