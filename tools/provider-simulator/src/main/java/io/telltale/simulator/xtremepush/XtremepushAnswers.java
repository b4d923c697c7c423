package io.telltale.simulator.xtremepush;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.ErrorShape;
import jakarta.inject.Singleton;
import java.util.List;

/** Xtremepush's envelope, which repeats the HTTP status in its body. */
@Singleton
final class XtremepushAnswers implements ErrorShape {

    private record Success(int code, boolean success, Object data) {}

    private record Failure(int code, boolean success, String message, List<String> errors) {}

    static MutableHttpResponse<byte[]> data(Object data) {
        return Answers.ok(new Success(200, true, data));
    }

    static MutableHttpResponse<byte[]> failure(int status, String message) {
        return Answers.json(status, new Failure(status, false, message, List.of(message)));
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/external/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpStatus status) {
        return failure(status.getCode(), status.getReason());
    }
}
