package io.telltale.simulator.xtremepush;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.wire.ErrorShape;
import io.telltale.simulator.wire.JsonResponses;
import jakarta.inject.Singleton;
import java.util.List;

/** Xtremepush's envelope, which repeats the HTTP status in its body. */
@Singleton
public final class XtremepushAnswers implements ErrorShape {

    private record Success(int code, boolean success, Object data) {}

    private record Failure(int code, boolean success, String message, List<String> errors) {}

    private record SignInFailure(
            int code,
            boolean success,
            String message,
            String error,
            @JsonProperty("error_description") String description) {}

    public static MutableHttpResponse<byte[]> data(Object data) {
        return JsonResponses.ok(new Success(200, true, data));
    }

    public static MutableHttpResponse<byte[]> failure(int status, String message) {
        return JsonResponses.json(status, new Failure(status, false, message, List.of(message)));
    }

    /** Too many requests, said by the envelope alone. */
    public static MutableHttpResponse<byte[]> throttledInside200() {
        var message = "The rate limit is used up";
        return JsonResponses.ok(new Failure(429, false, message, List.of(message)));
    }

    /** The envelope with the members that OAuth asks for. */
    public static MutableHttpResponse<byte[]> signIn(int status, String error, String message) {
        return JsonResponses.json(
                status, new SignInFailure(status, false, message, error, message));
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/external/") || path.startsWith("/api/oauth/");
    }

    @Override
    public boolean signsIn(String path) {
        return path.startsWith("/api/oauth/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return failure(status.getCode(), status.getReason());
    }
}
