package io.telltale.poller.poll;

import io.telltale.providers.page.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** From a provider's answer to a turn: what arrived is for the poll, all else is a failed turn. */
final class PollResults {

    private static final Duration SIGN_IN_PAUSE = Duration.ofSeconds(30);

    private PollResults() {}

    /** Without a place: a page that cannot be read is a failure like another. */
    static <T> PollResult of(Answer<T> answer, Function<T, PollResult> arrived) {
        return of(answer, Optional.empty(), arrived);
    }

    /**
     * With a place, so that the same unreadable page again and again blocks the task.
     *
     * @param cursor where the page stands, for people
     */
    static <T> PollResult of(Answer<T> answer, String cursor, Function<T, PollResult> arrived) {
        return of(answer, Optional.of(cursor), arrived);
    }

    private static <T> PollResult of(
            Answer<T> answer, Optional<String> cursor, Function<T, PollResult> arrived) {
        return switch (answer) {
            case Answer.Got<T>(var value) -> arrived.apply(value);
            case Answer.Throttled<T>(var retryAfter) ->
                    new PollResult.Failed(
                            "THROTTLED", "asked to wait " + retryAfter, Optional.of(retryAfter));
            case Answer.SignInFailed<T>(var detail) ->
                    new PollResult.Failed("SIGN_IN_FAILED", detail, Optional.of(SIGN_IN_PAUSE));
            case Answer.Refused<T>(var status, var code, var message) ->
                    new PollResult.Failed(
                            "REFUSED",
                            "HTTP %d %s: %s".formatted(status, code, message),
                            Optional.empty());
            case Answer.Unavailable<T>(var reason) ->
                    new PollResult.Failed("UNAVAILABLE", reason, Optional.empty());
            case Answer.Unreadable<T>(var body, var reason) ->
                    new PollResult.Failed(
                            "UNREADABLE",
                            reason,
                            Optional.empty(),
                            cursor.map(place -> new PollResult.UnreadPage(place, body)));
        };
    }
}
