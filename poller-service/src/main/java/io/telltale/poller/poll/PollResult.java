package io.telltale.poller.poll;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How a turn went. */
public sealed interface PollResult {

    /**
     * The provider answered. All writes and the progress are committed in one transaction, or none
     * of them.
     *
     * @param writes what is written besides the progress, in this order
     * @param progress where the task stands after it
     * @param permit what the next turn may change at the provider, once this one is committed
     * @param next when the next turn comes
     */
    record Answered(
            List<PollOutput> writes, TaskProgress progress, Optional<String> permit, Next next)
            implements PollResult {

        /** The list is copied. */
        public Answered {
            writes = List.copyOf(writes);
        }

        /** Writes these and the progress. */
        public static Answered with(
                Collection<? extends PollOutput> writes, TaskProgress progress, Next next) {
            return new Answered(List.copyOf(writes), progress, Optional.empty(), next);
        }

        /** Only the progress changed. */
        public static Answered with(TaskProgress progress, Next next) {
            return with(List.of(), progress, next);
        }

        /** The same, with leave for the next turn to change something at the provider. */
        public Answered permitting(String token) {
            return new Answered(writes, progress, Optional.of(token), next);
        }
    }

    /** The provider answered, and nothing changed: nothing is written. */
    record Unchanged(Next next) implements PollResult {}

    /**
     * Nothing was asked, because something else has to be there first: neither a success nor a
     * failure.
     *
     * @param what is waited for, for people
     * @param pause how soon to look again
     */
    record Waiting(String what, Duration pause) implements PollResult {}

    /**
     * No usable answer. Nothing is written; the loop waits, longer each time.
     *
     * @param type class of failure in upper case, such as THROTTLED
     * @param detail what was expected and what came; no secret, no message text
     * @param pause how long the provider wants us to wait, if it says so
     * @param page a page that came and could not be read at all; after five times the same one the
     *     loop blocks the task
     */
    record Failed(String type, String detail, Optional<Duration> pause, Optional<UnreadPage> page)
            implements PollResult {

        /** A failure without a page. */
        public Failed(String type, String detail, Optional<Duration> pause) {
            this(type, detail, pause, Optional.empty());
        }
    }

    /**
     * A page that could not be read at all.
     *
     * @param cursor where it stands, for people
     * @param body as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
    record UnreadPage(String cursor, byte[] body) {

        /** 32 hex digits that say whether it is the same page. */
        public String digest() {
            return EventId.of("unread", new String(body, StandardCharsets.ISO_8859_1));
        }
    }

    /** What comes after a turn that succeeded. */
    sealed interface Next {

        /** More is waiting: the next turn at once. */
        record AtOnce() implements Next {}

        /** Caught up: the next turn after the task's interval. */
        record AfterInterval() implements Next {}

        /**
         * Look again soon.
         *
         * @param pause how soon
         * @param waitingFor the answers that are on their way, for people; empty where none is
         */
        record After(Duration pause, Optional<String> waitingFor) implements Next {

            /** Nothing is on its way. */
            public After(Duration pause) {
                this(pause, Optional.empty());
            }
        }

        /** Nothing is left to ask, for ever. */
        record Never() implements Next {}
    }
}
