package io.telltale.providers.thingspace.signin;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInPace;
import io.telltale.providers.http.SignInPause;
import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs in at ThingSpace and keeps both tokens: the OAuth bearer and the session token.
 *
 * <p>One per account, shared by its clients and threads; one thread signs in, the others wait for
 * it and use what it got. Tokens are renewed before they end, and only the one that ends. An answer
 * that says one ended is met by one new sign-in and one repeat of the request; where that ends too,
 * which happens to good sessions, the request is Unavailable. Blocking, meant for virtual threads.
 *
 * <p>It never loops. ThingSpace locks a user after five refused logins, so after a refusal nothing
 * is tried before a growing pause is over; and sign-ins that succeed and yet help no request come
 * ever more slowly.
 */
public final class ThingSpaceSession {

    private final HttpSender sender;
    private final ThingSpaceSignIn signIn;
    private final Clock clock;
    private final SignInPause pause;
    private final SignInPace pace;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable BearerToken bearer;
    private volatile @Nullable SessionToken session;
    private volatile boolean proven;

    /** A session that signs in when it is first needed. */
    public ThingSpaceSession(HttpSender sender, ThingSpaceCredentials credentials, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        this.signIn = new ThingSpaceSignIn(sender, credentials, clock);
        this.pause = new SignInPause(clock);
        this.pace = new SignInPace(clock);
    }

    /** Sends a request with both tokens. */
    public Answer<HttpReply> send(HttpCall call) {
        return signedIn()
                .flatMap(tokens -> {
                    var answer = sendWith(tokens, call);
                    return ExpiredCredential.of(answer)
                            .map(end -> sendAfresh(call, tokens, end))
                            .orElse(answer);
                });
    }

    /**
     * Fresh tokens that are refused are not forgotten: it may be about this request only, and the
     * others go on with them.
     */
    private Answer<HttpReply> sendAfresh(
            HttpCall call, ThingSpaceTokens ended, ExpiredCredential what) {
        forget(ended, what);
        return signedIn()
                .flatMap(fresh -> {
                    var answer = sendWith(fresh, call);
                    return ExpiredCredential.of(answer).isEmpty() ? answer : freshOnesRefused(call);
                });
    }

    private static Answer<HttpReply> freshOnesRefused(HttpCall call) {
        return new Answer.Unavailable<>(call + ": ThingSpace ended the session, and a fresh one");
    }

    private Answer<HttpReply> sendWith(ThingSpaceTokens tokens, HttpCall call) {
        var sent = clock.instant();
        var answer =
                sender.send(
                        call.header("Authorization", "Bearer ", tokens.bearer().token())
                                .header("VZ-M2M-Token", "", tokens.session().token()));
        if (isTaken(answer)) {
            tokens.session().usedAt(sent);
            proven = true;
        }
        return answer;
    }

    /** Whether the service behind the sign-in looked at the request. */
    private static boolean isTaken(Answer<HttpReply> answer) {
        return answer instanceof Answer.Got<HttpReply>
                || (answer instanceof Answer.Refused<HttpReply>
                        && ExpiredCredential.of(answer).isEmpty());
    }

    /** Of several threads that find the same token ended, only the first forgets anything. */
    private void forget(ThingSpaceTokens ended, ExpiredCredential what) {
        signingIn.lock();
        try {
            if (session == ended.session()) {
                session = null;
            }
            if (what == ExpiredCredential.BEARER && Objects.equals(bearer, ended.bearer())) {
                bearer = null;
            }
        } finally {
            signingIn.unlock();
        }
    }

    private Answer<ThingSpaceTokens> signedIn() {
        var known = known();
        if (known.isPresent()) {
            return new Answer.Got<>(known.get());
        }
        signingIn.lock();
        try {
            return known().<Answer<ThingSpaceTokens>>map(Answer.Got::new)
                    .orElseGet(this::signInNow);
        } finally {
            signingIn.unlock();
        }
    }

    private Optional<ThingSpaceTokens> known() {
        return goodBearer()
                .flatMap(one -> goodSession().map(two -> new ThingSpaceTokens(one, two)));
    }

    private Optional<BearerToken> goodBearer() {
        return Optional.ofNullable(bearer).filter(token -> token.goodAt(clock.instant()));
    }

    private Optional<SessionToken> goodSession() {
        return Optional.ofNullable(session).filter(token -> token.goodAt(clock.instant()));
    }

    private Answer<ThingSpaceTokens> signInNow() {
        if (pause.holds()) {
            return new Answer.SignInFailed<>(
                    "ThingSpace refused the last sign-in, the next is tried at " + pause.until());
        }
        if (proven) {
            proven = false;
            pace.succeeded();
        }
        if (pace.holds()) {
            return pace.waiting("no ThingSpace session lasts");
        }
        pace.tried();
        var answer = renewed();
        pace.ended(answer);
        switch (answer) {
            case Answer.Got<ThingSpaceTokens> _ -> pause.accepted();
            case Answer.SignInFailed<ThingSpaceTokens> _ -> pause.refused();
            case Answer.Throttled<ThingSpaceTokens> _,
                    Answer.Refused<ThingSpaceTokens> _,
                    Answer.Unavailable<ThingSpaceTokens> _,
                    Answer.Unreadable<ThingSpaceTokens> _ -> {
                // nothing is known about the credentials
            }
        }
        return answer;
    }

    /** Renews what is not good any more; a bearer that the login does not take, once. */
    private Answer<ThingSpaceTokens> renewed() {
        var kept = goodBearer();
        var answer = bearerNow(kept).flatMap(this::withSession);
        if (!(answer instanceof Answer.Refused<ThingSpaceTokens>)) {
            return answer;
        }
        bearer = null;
        return kept.isPresent()
                ? unavailable(bearerNow(Optional.empty()).flatMap(this::withSession))
                : unavailable(answer);
    }

    private Answer<BearerToken> bearerNow(Optional<BearerToken> kept) {
        if (kept.isPresent()) {
            return new Answer.Got<>(kept.get());
        }
        return signIn.bearer()
                .map(fresh -> {
                    bearer = fresh;
                    return fresh;
                });
    }

    private Answer<ThingSpaceTokens> withSession(BearerToken usable) {
        var kept = goodSession();
        if (kept.isPresent()) {
            return new Answer.Got<>(new ThingSpaceTokens(usable, kept.get()));
        }
        return signIn.session(usable)
                .map(fresh -> {
                    session = fresh;
                    return new ThingSpaceTokens(usable, fresh);
                });
    }

    /** A gateway that does not take its own fresh bearer says nothing about the credentials. */
    private <T> Answer<T> unavailable(Answer<T> answer) {
        if (!(answer instanceof Answer.Refused<T>(var status, var code, var message))) {
            return answer;
        }
        bearer = null;
        return new Answer.Unavailable<>(
                "session login: a fresh bearer was not taken: HTTP %d %s %s"
                        .formatted(status, code, message)
                        .strip());
    }
}
