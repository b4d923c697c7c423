package io.telltale.poller.poll;

import io.telltale.providers.page.Answer;
import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The result of a poll. */
public sealed interface PollResult {

    /** The result of what arrived; a failure otherwise, with an unreadable page like any other. */
    static <T> PollResult of(Answer<T> answer, Function<T, PollResult> arrived) {
        return answer instanceof Answer.Got<T>(var value)
                ? arrived.apply(value)
                : Failed.of(answer, Optional.empty());
    }

    /**
     * The result of what arrived; a failure otherwise. Repeated failures to read the page block the
     * task.
     *
     * @param cursor of the page, for people
     */
    static <T> PollResult of(Answer<T> answer, String cursor, Function<T, PollResult> arrived) {
        return answer instanceof Answer.Got<T>(var value)
                ? arrived.apply(value)
                : Failed.of(answer, Optional.of(cursor));
    }

    /**
     * The provider answered. The outputs and the progress are committed in one transaction.
     *
     * @param outputs what is written besides the progress, in this order
     * @param progress of the task after the poll
     * @param permit token that the next poll may use at the provider, once this poll is committed
     * @param next when the next poll is due
     */
    record Answered(
            List<PollOutput> outputs, TaskProgress progress, Optional<String> permit, Next next)
            implements PollResult {

        /** The list is copied. */
        public Answered {
            outputs = List.copyOf(outputs);
        }

        /** Writes these and the progress. */
        public static Answered with(
                Collection<? extends PollOutput> outputs, TaskProgress progress, Next next) {
            return new Answered(List.copyOf(outputs), progress, Optional.empty(), next);
        }

        /** Only the progress changed. */
        public static Answered with(TaskProgress progress, Next next) {
            return with(List.of(), progress, next);
        }

        /** The same, with a permit for the next poll to change something at the provider. */
        public Answered permitting(String token) {
            return new Answered(outputs, progress, Optional.of(token), next);
        }
    }

    /** The provider answered, and nothing changed: nothing is written. */
    record Unchanged(Next next) implements PollResult {}

    /**
     * No request was sent, because something else must be there first: neither a success nor a
     * failure.
     *
     * @param what it waits for, for people
     * @param pause how soon to look again
     */
    record Waiting(String what, Duration pause) implements PollResult {}

    /**
     * No usable answer came. Nothing is written; the task waits, longer each time.
     *
     * @param type class of failure in upper case, such as THROTTLED
     * @param detail what was expected and what came; no secret, no message text
     * @param pause how long the provider asks to wait, if it does
     * @param page a page that could not be read at all; the same one five times blocks the task
     */
    record Failed(String type, String detail, Optional<Duration> pause, Optional<UnreadPage> page)
            implements PollResult {

        private static final Duration SIGN_IN_PAUSE = Duration.ofSeconds(30);

        /** A failure without a page. */
        public Failed(String type, String detail, Optional<Duration> pause) {
            this(type, detail, pause, Optional.empty());
        }

        /**
         * The failure that an answer is.
         *
         * @param answer nothing that arrived
         * @param cursor of the page, for people; empty where no page can block the task
         */
        public static Failed of(Answer<?> answer, Optional<String> cursor) {
            return switch (answer) {
                case Answer.Throttled<?>(var wait) ->
                        new Failed("THROTTLED", "asked to wait " + wait, Optional.of(wait));
                case Answer.SignInFailed<?>(var detail) ->
                        new Failed("SIGN_IN_FAILED", detail, Optional.of(SIGN_IN_PAUSE));
                case Answer.Refused<?>(var status, var code, var message) ->
                        new Failed(
                                "REFUSED",
                                "HTTP %d %s: %s".formatted(status, code, message),
                                Optional.empty());
                case Answer.Unavailable<?>(var reason) ->
                        new Failed("UNAVAILABLE", reason, Optional.empty());
                case Answer.Unreadable<?>(var body, var reason) ->
                        new Failed(
                                "UNREADABLE",
                                reason,
                                Optional.empty(),
                                cursor.map(page -> new UnreadPage(page, body)));
                case Answer.Got<?> _ ->
                        throw new IllegalArgumentException("an answer that arrived is no failure");
            };
        }
    }

    /**
     * A page that could not be read at all.
     *
     * @param cursor of the page, for people
     * @param body as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
    record UnreadPage(String cursor, byte[] body) {

        /** 32 hex digits, equal for equal pages. */
        public String digest() {
            return EventId.of("unread", new String(body, StandardCharsets.ISO_8859_1));
        }
    }

    /** When the next poll is due after one that succeeded. */
    sealed interface Next {

        /** At once: more is waiting. */
        record AtOnce() implements Next {}

        /** After the task's interval: it caught up. */
        record AfterInterval() implements Next {}

        /**
         * After a pause.
         *
         * @param pause how long
         * @param waitingFor callbacks that are still to come, for people; empty where there are
         *     none
         */
        record After(Duration pause, Optional<String> waitingFor) implements Next {

            /** Without callbacks to wait for. */
            public After(Duration pause) {
                this(pause, Optional.empty());
            }
        }

        /** Never again: the task is done. */
        record Never() implements Next {}
    }
}
