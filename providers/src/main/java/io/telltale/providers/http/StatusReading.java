package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Sorts answers by their HTTP status. */
final class StatusReading {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final RetryAfter retryAfter;

    StatusReading(Clock clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    /** How long the provider says that nothing more may come; empty where it does not say. */
    Optional<Duration> patienceAskedFor(HttpResponse<?> response) {
        var wait = response.headers().firstValue("Retry-After");
        return wait.isPresent() && throttled(response.statusCode(), wait)
                ? Optional.of(retryAfter.read(wait))
                : Optional.empty();
    }

    private static boolean throttled(int status, Optional<String> wait) {
        return status == TOO_MANY_REQUESTS || (status == UNAVAILABLE && wait.isPresent());
    }

    Answer<Reply> answer(HttpCall call, HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Got<>(new Reply(status, response.headers(), response.body()));
        }
        var wait = response.headers().firstValue("Retry-After");
        if (throttled(status, wait)) {
            return new Answer.Throttled<>(retryAfter.read(wait));
        }
        var error = ErrorBody.read(response.body(), call.secrets());
        if (status / 100 == 5 || status == REQUEST_TIMEOUT) {
            return new Answer.Unavailable<>(
                    "%s: HTTP %d %s".formatted(call, status, error.shown()).strip());
        }
        return new Answer.Refused<>(status, error.code(), error.message());
    }
}
