package io.telltale.providers.xtremepush;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.TokenSource;
import io.telltale.providers.page.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the access token of a project. */
final class PushTokenSource implements TokenSource<AccessToken> {

    private final PushSignIn signIn;
    private final AtomicReference<@Nullable AccessToken> current = new AtomicReference<>();

    PushTokenSource(PushSignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Optional<AccessToken> current(Instant now) {
        return Optional.ofNullable(current.get()).filter(token -> token.isGoodAt(now));
    }

    @Override
    public Answer<AccessToken> renew() {
        return signIn.token()
                .map(fresh -> {
                    current.set(fresh);
                    return fresh;
                });
    }

    @Override
    public boolean isRefusal(Answer<?> answer) {
        return PushAccess.isSignInRefused(answer);
    }

    /** It was refused; no request is sent with it any more. */
    void drop(AccessToken refused) {
        current.compareAndSet(refused, null);
    }
}
