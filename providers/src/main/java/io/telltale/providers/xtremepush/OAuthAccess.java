package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInPace;
import io.telltale.providers.http.SignInPause;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with an access token, {@code Authorization: Bearer}, and keeps it until shortly
 * before it ends.
 *
 * <p>One thread asks for a token, the others wait for it. A refusal of it is met by one fresh token
 * and one repeat. It never loops: after a refusal nothing is tried before a growing pause is over,
 * and tokens that are given and help no request come ever more slowly.
 */
final class OAuthAccess implements PushAccess {

    private final HttpSender sender;
    private final PushSignIn signIn;
    private final Clock clock;
    private final SignInPause pause;
    private final SignInPace pace;
    private final ReentrantLock signingIn = new ReentrantLock();
    private volatile @Nullable PushToken usable;
    private volatile boolean proven;

    OAuthAccess(HttpSender sender, PushSignIn signIn, Clock clock) {
        this.sender = sender;
        this.signIn = signIn;
        this.clock = clock;
        this.pause = new SignInPause(clock);
        this.pace = new SignInPace(clock);
    }

    @Override
    public <T> Answer<T> ask(
            HttpCall call, ObjectNode body, BiFunction<HttpReply, List<Secret>, Answer<T>> reader) {
        var whole = PushAccess.with(call, body);
        return signedIn(null)
                .flatMap(first -> {
                    var answer = askWith(first, whole, reader);
                    return PushAccess.isSignInRefused(answer)
                            ? signedIn(first).flatMap(fresh -> askWith(fresh, whole, reader))
                            : answer;
                });
    }

    private <T> Answer<T> askWith(
            PushToken token, HttpCall call, BiFunction<HttpReply, List<Secret>, Answer<T>> reader) {
        var answer =
                sender.send(call.header("Authorization", "Bearer ", token.access()))
                        .flatMap(reply -> reader.apply(reply, List.of(token.access())));
        if (PushAccess.isSignInRefused(answer)) {
            forget(token);
        } else if (answer instanceof Answer.Got<T> || answer instanceof Answer.Refused<T>) {
            proven = true;
        }
        return answer;
    }

    private void forget(PushToken refused) {
        signingIn.lock();
        try {
            if (refused.equals(usable)) {
                usable = null;
            }
        } finally {
            signingIn.unlock();
        }
    }

    private Answer<PushToken> signedIn(@Nullable PushToken refused) {
        var known = known(refused);
        if (known.isPresent()) {
            return new Answer.Got<>(known.get());
        }
        signingIn.lock();
        try {
            return known(refused)
                    .<Answer<PushToken>>map(Answer.Got::new)
                    .orElseGet(this::signInNow);
        } finally {
            signingIn.unlock();
        }
    }

    private Optional<PushToken> known(@Nullable PushToken refused) {
        return Optional.ofNullable(usable)
                .filter(token ->
                        !token.equals(refused) && clock.instant().isBefore(token.renewAt()));
    }

    private Answer<PushToken> signInNow() {
        if (pause.holds()) {
            return new Answer.SignInFailed<>(
                    "Xtremepush refused the last sign-in, the next is tried at " + pause.until());
        }
        if (proven) {
            proven = false;
            pace.succeeded();
        }
        if (pace.holds()) {
            return pace.waiting("no access token of Xtremepush lasts");
        }
        pace.tried();
        var answer = signIn.token();
        pace.ended(answer);
        switch (answer) {
            case Answer.Got<PushToken>(var fresh) -> {
                usable = fresh;
                pause.accepted();
            }
            case Answer.SignInFailed<PushToken> _ -> pause.refused();
            case Answer.Throttled<PushToken> _,
                    Answer.Refused<PushToken> _,
                    Answer.Unavailable<PushToken> _,
                    Answer.Unreadable<PushToken> _ -> {
                // nothing is known about the credentials
            }
        }
        return answer;
    }
}
