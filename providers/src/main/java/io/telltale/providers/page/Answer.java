package io.telltale.providers.page;

import java.time.Duration;
import java.util.function.Function;

/** The answer of a provider to one request. Closed: every caller handles every case. */
public sealed interface Answer<T> {

    /**
     * A success.
     *
     * @param value the body, parsed
     */
    record Got<T>(T value) implements Answer<T> {}

    /**
     * The provider asks to slow down: HTTP 429, or 503 with {@code Retry-After}. Worth a retry, not
     * before the time is over.
     *
     * @param retryAfter how long to wait, zero or more; a default where the provider names no time
     */
    record Throttled<T>(Duration retryAfter) implements Answer<T> {}

    /**
     * The sign-in failed: the provider refused the credentials or a fresh token. Worth a retry only
     * after a long and growing pause; an operator has to check the credentials.
     *
     * @param detail what was refused; no secret
     */
    record SignInFailed<T>(String detail) implements Answer<T> {}

    /**
     * The provider refuses this request, and will refuse it again: another HTTP 4xx, a redirect
     * (none is followed), or an error inside an answer of status 200. Not worth a retry as it is.
     *
     * @param httpStatus HTTP status
     * @param code the provider's own error code, empty where it gave none
     * @param message the provider's error text, shortened, secrets removed; may be empty
     */
    record Refused<T>(int httpStatus, String code, String message) implements Answer<T> {}

    /**
     * No usable answer: time-out, broken connection, HTTP 5xx. Worth a retry with back-off. Whether
     * the provider has seen the request is not known.
     *
     * @param reason what happened; no secret
     */
    record Unavailable<T>(String reason) implements Answer<T> {}

    /**
     * A success with an unexpected body: no JSON, other JSON, or too large. Worth a few retries,
     * since a body may have been cut on the way; then an operator has to look.
     *
     * @param body what came; empty where it was too large to keep
     * @param reason what was expected and what was there; no text of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
    record Unreadable<T>(byte[] body, String reason) implements Answer<T> {}

    /** The answer with its value turned into another; the other cases stay as they are. */
    default <U> Answer<U> map(Function<? super T, ? extends U> function) {
        return flatMap(value -> new Got<>(function.apply(value)));
    }

    /** The answer that the function makes of the value; the other cases stay as they are. */
    default <U> Answer<U> flatMap(Function<? super T, Answer<U>> function) {
        return switch (this) {
            case Got<T>(var value) -> function.apply(value);
            case Throttled<T>(var retryAfter) -> new Throttled<>(retryAfter);
            case SignInFailed<T>(var detail) -> new SignInFailed<>(detail);
            case Refused<T>(var status, var code, var message) ->
                    new Refused<>(status, code, message);
            case Unavailable<T>(var reason) -> new Unavailable<>(reason);
            case Unreadable<T>(var body, var reason) -> new Unreadable<>(body, reason);
        };
    }
}
