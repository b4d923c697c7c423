package io.telltale.providers.graph;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.TokenSource;
import io.telltale.providers.page.Answer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trades refresh tokens for access tokens.
 *
 * <p>The store gives a permit before a refresh token is sent. It stores the token that replaces it
 * before the access token is used; where it throws, the access token is dropped. Refresh tokens
 * that are no longer good are passed over, each tried once. When none is left, a person has to sign
 * in.
 */
final class GraphTokenSource implements TokenSource<AccessToken> {

    private static final int UNAUTHORIZED = 401;
    private static final String NO_LONGER_GOOD = "invalid_grant";

    private final GraphSignIn signIn;
    private final RefreshTokenStore tokens;
    private volatile @Nullable AccessToken current;

    GraphTokenSource(GraphSignIn signIn, RefreshTokenStore tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    @Override
    public Optional<AccessToken> current(Instant now) {
        return Optional.ofNullable(current).filter(token -> token.isGoodAt(now));
    }

    @Override
    public boolean isRefusal(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(var status, _, _) && status == UNAUTHORIZED;
    }

    @Override
    public Answer<AccessToken> renew() {
        return refreshed()
                .map(fresh -> {
                    tokens.keep(fresh.used(), fresh.next());
                    current = fresh.access();
                    return fresh.access();
                });
    }

    private Answer<GraphToken> refreshed() {
        var refusal = "there is no refresh token";
        for (var candidate : tokens.candidates()) {
            var answer = signIn.refresh(candidate, tokens.permit());
            if (!(answer instanceof Answer.Refused<GraphToken>(var status, var code, var text))) {
                return answer;
            }
            refusal = "token refresh refused: HTTP %d %s %s".formatted(status, code, text).strip();
            if (!code.equals(NO_LONGER_GOOD)) {
                return new Answer.SignInFailed<>(refusal);
            }
        }
        return new Answer.SignInFailed<>(refusal + "; a person has to sign in again");
    }
}
