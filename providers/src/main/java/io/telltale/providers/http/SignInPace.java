package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps sign-ins that help nothing from being repeated fast. As long as no request succeeds, the
 * first two are free, then there is 1 s before the next, and twice as much each time, 1 minute at
 * most. Not for use by several threads at once.
 */
public final class SignInPace {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Clock clock;
    private boolean triedBefore;
    private Duration next = FIRST;
    private Instant notBefore = Instant.MIN;
    private Optional<String> reason = Optional.empty();

    /** No wait yet. */
    public SignInPace(Clock clock) {
        this.clock = clock;
    }

    /** Whether a sign-in must wait. */
    public boolean holds() {
        return clock.instant().isBefore(notBefore);
    }

    /**
     * Why a sign-in must wait, and until when: what the last one failed of, where it did.
     *
     * @param otherwise the reason where it succeeded, and helped nothing
     */
    public <T> Answer<T> waiting(String otherwise) {
        return new Answer.Unavailable<>(
                "%s; the next sign-in is tried at %s"
                        .formatted(reason.orElse(otherwise), notBefore));
    }

    /** A sign-in ended so. */
    public void ended(Answer<?> answer) {
        reason =
                answer instanceof Answer.Unavailable<?>(var why)
                        ? Optional.of(why)
                        : Optional.empty();
    }

    /** A sign-in is tried. */
    public void tried() {
        if (triedBefore) {
            notBefore = clock.instant().plus(next);
            var longer = next.multipliedBy(2);
            next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
        triedBefore = true;
    }

    /** A request was taken: what is signed in is good. */
    public void succeeded() {
        triedBefore = false;
        next = FIRST;
        notBefore = Instant.MIN;
        reason = Optional.empty();
    }
}
