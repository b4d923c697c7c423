package io.telltale.poller.poll;

import io.telltale.providers.page.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** From a provider's answer to a turn: what arrived is for the poll, all else is a failed turn. */
final class Turns {

    private static final Duration SIGN_IN_PAUSE = Duration.ofSeconds(30);

    private Turns() {}

    static <T> Turn of(Answer<T> answer, Function<T, Turn> arrived) {
        return switch (answer) {
            case Answer.Got<T>(var value) -> arrived.apply(value);
            case Answer.Throttled<T>(var retryAfter) ->
                    new Turn.Failed(
                            "THROTTLED", "asked to wait " + retryAfter, Optional.of(retryAfter));
            case Answer.SignInFailed<T>(var detail) ->
                    new Turn.Failed("SIGN_IN_FAILED", detail, Optional.of(SIGN_IN_PAUSE));
            case Answer.Refused<T>(var status, var code, var message) ->
                    new Turn.Failed(
                            "REFUSED",
                            "HTTP %d %s: %s".formatted(status, code, message),
                            Optional.empty());
            case Answer.Unavailable<T>(var reason) ->
                    new Turn.Failed("UNAVAILABLE", reason, Optional.empty());
            case Answer.Unreadable<T>(_, var reason) ->
                    new Turn.Failed("UNREADABLE", reason, Optional.empty());
        };
    }
}
