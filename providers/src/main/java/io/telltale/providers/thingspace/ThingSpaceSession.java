package io.telltale.providers.thingspace;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.Reply;
import io.telltale.providers.http.SignInPause;
import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs in at ThingSpace and keeps both tokens: the OAuth token and the session token.
 *
 * <p>One per account, shared by its clients and threads; one thread signs in, the others wait for
 * it. Tokens are renewed before they end. An answer that says they ended is met by one new sign-in
 * and one repeat of the request. ThingSpace locks a user after five refused logins, so after a
 * refusal nothing is tried before a growing pause is over. Blocking, meant for virtual threads.
 */
public final class ThingSpaceSession {

    private static final int UNAUTHORIZED = 401;

    private final HttpSender sender;
    private final ThingSpaceSignIn signIn;
    private final Clock clock;
    private final SignInPause pause;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable ThingSpaceTokens tokens;

    /** A session that signs in when it is first needed. */
    public ThingSpaceSession(HttpSender sender, ThingSpaceCredentials credentials, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        this.signIn = new ThingSpaceSignIn(sender, credentials, clock);
        this.pause = new SignInPause(clock);
    }

    /** Sends a request with both tokens. */
    Answer<Reply> send(HttpCall call) {
        return signedIn(null)
                .flatMap(first -> {
                    var answer = sendWith(first, call);
                    return signInEnded(answer) ? sendAfresh(first, call) : answer;
                });
    }

    private Answer<Reply> sendAfresh(ThingSpaceTokens refused, HttpCall call) {
        return signedIn(refused)
                .flatMap(fresh -> {
                    var answer = sendWith(fresh, call);
                    return signInEnded(answer) ? freshOneRefused(call) : answer;
                });
    }

    private Answer<Reply> sendWith(ThingSpaceTokens used, HttpCall call) {
        var answer =
                sender.send(
                        call.header("Authorization", "Bearer ", used.access())
                                .header("VZ-M2M-Token", "", used.session()));
        if (!signInEnded(answer)) {
            used.usedAt(clock.instant());
        }
        return answer;
    }

    /** ThingSpace says so by 401 (gateway, sometimes the service) or 400 with a code. */
    private static boolean signInEnded(Answer<Reply> answer) {
        return answer instanceof Answer.Refused<Reply>(var status, var code, _)
                && (status == UNAUTHORIZED
                        || code.toLowerCase(Locale.ROOT).contains("sessiontoken."));
    }

    /** Tokens that are good as far as we know and not the refused ones. */
    private Answer<ThingSpaceTokens> signedIn(@Nullable ThingSpaceTokens refused) {
        var known = known(refused);
        if (known.isPresent()) {
            return new Answer.Got<>(known.get());
        }
        signingIn.lock();
        try {
            return known(refused)
                    .<Answer<ThingSpaceTokens>>map(Answer.Got::new)
                    .orElseGet(this::signInNow);
        } finally {
            signingIn.unlock();
        }
    }

    private Optional<ThingSpaceTokens> known(@Nullable ThingSpaceTokens refused) {
        return Optional.ofNullable(tokens)
                .filter(token -> !token.equals(refused) && token.goodAt(clock.instant()));
    }

    private Answer<ThingSpaceTokens> signInNow() {
        if (pause.holds()) {
            return new Answer.SignInFailed<>(
                    "ThingSpace refused the last sign-in, the next is tried at " + pause.until());
        }
        var answer = signIn.signIn();
        switch (answer) {
            case Answer.Got<ThingSpaceTokens>(var fresh) -> {
                tokens = fresh;
                pause.accepted();
            }
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

    /** Other requests may go on with these tokens; only signing in again has to wait. */
    private Answer<Reply> freshOneRefused(HttpCall call) {
        signingIn.lock();
        try {
            pause.refused();
        } finally {
            signingIn.unlock();
        }
        return new Answer.SignInFailed<>(call + ": ThingSpace refused fresh tokens");
    }
}
