package io.telltale.poller.poll;

import io.telltale.schemas.event.Event;
import io.telltale.schemas.publish.DeadLetter;
import io.telltale.schemas.record.PageFingerprint;
import io.telltale.schemas.record.SourceHealth;
import io.telltale.schemas.record.TaskProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a turn went. */
public sealed interface Turn {

    /**
     * The provider answered. Events, dead letters, progress, page and health are written in one
     * transaction, or none of them.
     *
     * @param events facts that are new
     * @param deadLetters rows that could not be read
     * @param progress where the task stands after it
     * @param page what the page held, if the task keeps pages
     * @param health what is known of the source now, if that changed
     * @param permit what the next turn may change at the provider, once this one is committed
     * @param next when the next turn comes
     */
    record Answered(
            List<Event> events,
            List<DeadLetter> deadLetters,
            TaskProgress progress,
            Optional<PageFingerprint> page,
            Optional<SourceHealth> health,
            Optional<String> permit,
            Next next)
            implements Turn {

        /** Lists are copied. */
        public Answered {
            events = List.copyOf(events);
            deadLetters = List.copyOf(deadLetters);
        }

        /** Only the progress changed. */
        public static Answered with(TaskProgress progress, Next next) {
            return new Answered(
                    List.of(),
                    List.of(),
                    progress,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    next);
        }

        /** The same, with leave for the next turn to change something at the provider. */
        public Answered permitting(String token) {
            return new Answered(
                    events, deadLetters, progress, page, health, Optional.of(token), next);
        }
    }

    /** The provider answered, and nothing changed: nothing is written. */
    record Unchanged(Next next) implements Turn {}

    /**
     * No usable answer. Nothing is written; the loop waits, longer each time.
     *
     * @param type class of failure in upper case, such as THROTTLED
     * @param detail what was expected and what came; no secret, no message text
     * @param pause how long the provider wants us to wait, if it says so
     */
    record Failed(String type, String detail, Optional<Duration> pause) implements Turn {}

    /** What comes after a turn that succeeded. */
    sealed interface Next {

        /** More is waiting: the next turn at once. */
        record AtOnce() implements Next {}

        /** Caught up: the next turn after the task's interval. */
        record AfterInterval() implements Next {}

        /**
         * An answer is on its way: look again soon.
         *
         * @param pause how soon
         */
        record After(Duration pause) implements Next {}

        /** Nothing is left to ask, for ever. */
        record Never() implements Next {}
    }
}
