package io.telltale.simulator.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.ErrorShape;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Graph's error body, and that of the sign-in service beside it. */
@Singleton
final class GraphErrors implements ErrorShape {

    private final Clock clock;

    GraphErrors(Clock clock) {
        this.clock = clock;
    }

    private record Body(Problem error) {}

    private record Problem(String code, String message, Inner innerError) {}

    /** The date is UTC and says no zone. */
    private record Inner(
            LocalDateTime date,
            @JsonProperty("request-id") String requestId,
            @JsonProperty("client-request-id") String clientRequestId) {}

    private record SignIn(
            String error,
            @JsonProperty("error_description") String description,
            @JsonProperty("trace_id") String traceId,
            @JsonProperty("correlation_id") String correlationId) {}

    MutableHttpResponse<byte[]> unauthenticated() {
        return error(401, "InvalidAuthenticationToken", "Access token is missing or not valid.");
    }

    MutableHttpResponse<byte[]> notFound(String message) {
        return error(404, "ResourceNotFound", message);
    }

    MutableHttpResponse<byte[]> signIn(int status, String error, String description) {
        return Answers.json(status, new SignIn(error, description, id(), id()));
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/beta/") || path.startsWith("/consumers/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> notFound("Resource not found for the segment.");
            case TOO_MANY_REQUESTS ->
                    error(429, "TooManyRequests", "Too many requests. Please try again later.");
            default -> error(status.getCode(), "UnknownError", status.getReason());
        };
    }

    private MutableHttpResponse<byte[]> error(int status, String code, String message) {
        var requestId = id();
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var inner = new Inner(now.truncatedTo(ChronoUnit.SECONDS), requestId, requestId);
        return Answers.json(status, new Body(new Problem(code, message, inner)));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
