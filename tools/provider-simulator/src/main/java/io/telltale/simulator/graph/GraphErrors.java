package io.telltale.simulator.graph;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.RequestNumber;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Graph's error bodies, and those of the sign-in service beside it. */
@Singleton
public record GraphErrors(Switches switches, Clock clock) {

    private static final int THROTTLINGS = 3;

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record SignIn(
            String error, String errorDescription, String traceId, String correlationId) {}

    public MutableHttpResponse<byte[]> unauthenticated() {
        return error(401, "InvalidAuthenticationToken", "Access token is missing or not valid.");
    }

    public MutableHttpResponse<byte[]> notFound(String message) {
        return error(404, "ResourceNotFound", message);
    }

    public MutableHttpResponse<byte[]> badRequest(String message) {
        return error(400, "BadRequest", message);
    }

    /** A refusal of every request. */
    public MutableHttpResponse<byte[]> refused(int status) {
        return switch (status) {
            case 403 -> error(403, "AccessDenied", "The scope or the account does not allow it.");
            case 410 -> error(410, "Gone", "The resource is no longer available.");
            default -> error(status, "UnknownError", "The request is refused.");
        };
    }

    public static MutableHttpResponse<byte[]> signIn(int status, String error, String description) {
        return JsonResponses.json(status, new SignIn(error, description, id(), id()));
    }

    /** The answer to a request that no controller answers. */
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> notFound("Resource not found for the segment.");
            case TOO_MANY_REQUESTS -> throttled(RequestNumber.of(request));
            case FORBIDDEN -> refused(403);
            case INTERNAL_SERVER_ERROR -> failure();
            default -> error(status.getCode(), "UnknownError", status.getReason());
        };
    }

    /** The three bodies that have been observed, in turn. */
    private MutableHttpResponse<byte[]> throttled(long request) {
        var inner = inner();
        return switch (Math.floorMod(request, THROTTLINGS)) {
            case 0 ->
                    error(
                            429,
                            "TooManyRequests",
                            "Too many requests from Identifier:West Europe under"
                                    + " category:throttle... Please try again later.");
            case 1 -> {
                var nested = JsonNodeFactory.instance.objectNode().put("code", "throttledRequest");
                nested.putObject(innerName()).put("code", "quota");
                nested.setAll(inner);
                yield error(429, "activityLimitReached", "The request has been throttled", nested);
            }
            default -> error(429, "UnknownError", "", inner);
        };
    }

    private MutableHttpResponse<byte[]> failure() {
        var status = switches.quirks().graph().graphFailureStatus();
        var answer = error(status, "UnknownError", "The service could not answer.");
        return status == 503 ? answer.header("Retry-After", "1") : answer;
    }

    private MutableHttpResponse<byte[]> error(int status, String code, String message) {
        return error(status, code, message, inner());
    }

    private MutableHttpResponse<byte[]> error(
            int status, String code, String message, ObjectNode inner) {
        var error = JsonNodeFactory.instance.objectNode();
        error.put("code", code).put("message", message).set(innerName(), inner);
        return JsonResponses.json(status, Map.of("error", error));
    }

    /** The date is UTC without a zone. */
    private ObjectNode inner() {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var id = id();
        return JsonNodeFactory.instance
                .objectNode()
                .put("date", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("request-id", id)
                .put("client-request-id", id);
    }

    private String innerName() {
        return switches.quirks().graph().graphLowerInnerError() ? "innererror" : "innerError";
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
