package io.telltale.providers.http;

import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Sends requests with a token of a {@link TokenSource}, and renews it ahead of its end.
 *
 * <p>One per account, shared by its clients and threads: one thread signs in, the others wait for
 * it and use its token. A refused token is answered by one renewal and one repeat of the request.
 * It never loops: refused sign-ins hold back all further ones, and sign-ins after which no request
 * is accepted come at growing distances. Blocking, meant for virtual threads.
 *
 * @param <T> what requests are sent with
 */
public final class TokenSession<T> {

    private final String provider;
    private final TokenSource<T> source;
    private final SignInHold refusals;
    private final SignInHold attempts;
    private final Clock clock;
    private final ReentrantLock signingIn = new ReentrantLock();
    private Optional<String> failure = Optional.empty();
    private volatile boolean accepted;

    /**
     * A session that signs in when it is first needed.
     *
     * @param provider its name, for reasons
     * @param refusals grows with each refused sign-in; may outlive the session
     */
    public TokenSession(String provider, TokenSource<T> source, SignInHold refusals, Clock clock) {
        this.provider = provider;
        this.source = source;
        this.refusals = refusals;
        this.attempts = SignInHold.afterAttempts(clock);
        this.clock = clock;
    }

    /**
     * Sends a request, and repeats it once where its token is refused.
     *
     * @param request is called with a token, at most twice
     * @return the refusal of the fresh token where that is refused too
     */
    public <R> Answer<R> send(Function<T, Answer<R>> request) {
        return send(request, true);
    }

    /**
     * The same.
     *
     * @param renews whether a refused token is renewed; otherwise the refusal is returned
     */
    public <R> Answer<R> send(Function<T, Answer<R>> request, boolean renews) {
        return signedIn(Optional.empty())
                .flatMap(token -> {
                    var answer = attempt(request, token);
                    return renews && source.isRefusal(answer)
                            ? renewed(token, answer).flatMap(fresh -> attempt(request, fresh))
                            : answer;
                });
    }

    private <R> Answer<R> attempt(Function<T, Answer<R>> request, T token) {
        var answer = request.apply(token);
        if (isAccepted(answer)) {
            accepted = true;
        }
        return answer;
    }

    /** Whether the service looked at the request, so that the token is good. */
    public boolean isAccepted(Answer<?> answer) {
        return answer instanceof Answer.Got<?>
                || (answer instanceof Answer.Refused<?> && !source.isRefusal(answer));
    }

    private Answer<T> renewed(T refused, Answer<?> answer) {
        signingIn.lock();
        try {
            source.onRefusal(refused, answer);
        } finally {
            signingIn.unlock();
        }
        return signedIn(Optional.of(refused));
    }

    private Answer<T> signedIn(Optional<T> refused) {
        var known = known(refused);
        if (known.isPresent()) {
            return new Answer.Got<>(known.get());
        }
        signingIn.lock();
        try {
            return known(refused).<Answer<T>>map(Answer.Got::new).orElseGet(this::signIn);
        } finally {
            signingIn.unlock();
        }
    }

    private Optional<T> known(Optional<T> refused) {
        return source.current(clock.instant()).filter(token -> !Optional.of(token).equals(refused));
    }

    private Answer<T> signIn() {
        if (refusals.holds()) {
            return new Answer.SignInFailed<>(
                    "%s refused the last sign-in, the next is tried at %s"
                            .formatted(provider, refusals.until()));
        }
        if (accepted) {
            accepted = false;
            attempts.reset();
            failure = Optional.empty();
        }
        if (attempts.holds()) {
            return new Answer.Unavailable<>(
                    "%s; the next sign-in is tried at %s"
                            .formatted(
                                    failure.orElse(provider + " accepts no fresh token"),
                                    attempts.until()));
        }
        attempts.grow();
        var answer = source.renew();
        failure =
                answer instanceof Answer.Unavailable<T>(var reason)
                        ? Optional.of(reason)
                        : Optional.empty();
        if (answer instanceof Answer.Got<T>) {
            refusals.reset();
        } else if (answer instanceof Answer.SignInFailed<T>) {
            refusals.grow();
        }
        return answer;
    }
}
