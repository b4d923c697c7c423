package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.time.Instant;
import java.util.Optional;

/**
 * How one provider signs in. Keeps the current token for its {@link TokenSession}.
 *
 * @param <T> what requests are sent with; one token or several
 */
public interface TokenSource<T> {

    /**
     * The current token; empty where there is none, or where it ends soon. Called by any thread.
     */
    Optional<T> current(Instant now);

    /**
     * Signs in and keeps the token. Never called by two threads at a time.
     *
     * @return SignInFailed only where the credentials are refused; then the session holds back
     */
    Answer<T> renew();

    /** Whether an answer to a request refuses the token it was sent with. */
    boolean isRefusal(Answer<?> answer);

    /**
     * A token was refused that was not fresh; a renewal follows. Never called by two threads at a
     * time, nor during {@link #renew}.
     */
    default void onRefusal(T token, Answer<?> answer) {}
}
