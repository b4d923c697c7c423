package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.net.http.HttpResponse;
import java.time.Clock;

/** Classifies responses by their HTTP status. */
final class ResponseClassifier {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final RetryAfter retryAfter;

    ResponseClassifier(Clock clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    /** Whether the provider asks to wait: 429, and 503 with {@code Retry-After}. */
    ThrottleRequest throttle(HttpResponse<?> response) {
        var wait = response.headers().firstValue("Retry-After");
        var status = response.statusCode();
        if (wait.isPresent() && (status == TOO_MANY_REQUESTS || status == UNAVAILABLE)) {
            return new ThrottleRequest.Asked(retryAfter.read(wait.get()));
        }
        return status == TOO_MANY_REQUESTS
                ? new ThrottleRequest.AskedWithoutTime()
                : new ThrottleRequest.NotAsked();
    }

    /** The answer of a response that does not ask to wait. */
    Answer<HttpReply> answer(HttpCall call, HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Got<>(new HttpReply(status, response.headers(), response.body()));
        }
        var error = ErrorBody.read(response.body(), call.secrets());
        if (status / 100 == 5 || status == REQUEST_TIMEOUT) {
            return new Answer.Unavailable<>(
                    "%s: HTTP %d %s".formatted(call, status, error.shown()).strip());
        }
        return new Answer.Refused<>(status, error.code(), error.message());
    }
}
