package io.telltale.providers.thingspace.signin;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.TokenSource;
import io.telltale.providers.page.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the bearer and the session token, and renews only the one that has ended. */
final class ThingSpaceTokenSource implements TokenSource<ThingSpaceTokens> {

    private final ThingSpaceSignIn signIn;
    private final Clock clock;
    private volatile @Nullable AccessToken bearer;
    private volatile @Nullable SessionToken session;

    ThingSpaceTokenSource(ThingSpaceSignIn signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    @Override
    public Optional<ThingSpaceTokens> current(Instant now) {
        return goodBearer(now)
                .flatMap(one -> goodSession(now).map(two -> new ThingSpaceTokens(one, two)));
    }

    private Optional<AccessToken> goodBearer(Instant now) {
        return Optional.ofNullable(bearer).filter(token -> token.isGoodAt(now));
    }

    private Optional<SessionToken> goodSession(Instant now) {
        return Optional.ofNullable(session).filter(token -> token.goodAt(now));
    }

    @Override
    public boolean isRefusal(Answer<?> answer) {
        return ExpiredCredential.of(answer).isPresent();
    }

    /** Of several threads whose same token is refused, only the first removes it. */
    @Override
    public void onRefusal(ThingSpaceTokens refused, Answer<?> answer) {
        if (session == refused.session()) {
            session = null;
        }
        if (ExpiredCredential.of(answer).equals(Optional.of(ExpiredCredential.BEARER))
                && Objects.equals(bearer, refused.bearer())) {
            bearer = null;
        }
    }

    /** A kept bearer that the login refuses is renewed once. */
    @Override
    public Answer<ThingSpaceTokens> renew() {
        var kept = goodBearer(clock.instant());
        var answer =
                kept.<Answer<AccessToken>>map(Answer.Got::new)
                        .orElseGet(this::freshBearer)
                        .flatMap(this::withSession);
        if (answer instanceof Answer.Refused<ThingSpaceTokens> && kept.isPresent()) {
            answer = freshBearer().flatMap(this::withSession);
        }
        return unavailable(answer);
    }

    private Answer<AccessToken> freshBearer() {
        bearer = null;
        return signIn.bearer()
                .map(fresh -> {
                    bearer = fresh;
                    return fresh;
                });
    }

    private Answer<ThingSpaceTokens> withSession(AccessToken usable) {
        var kept = goodSession(clock.instant());
        if (kept.isPresent()) {
            return new Answer.Got<>(new ThingSpaceTokens(usable, kept.get()));
        }
        return signIn.session(usable)
                .map(fresh -> {
                    session = fresh;
                    return new ThingSpaceTokens(usable, fresh);
                });
    }

    /** A gateway that refuses its own fresh bearer did not judge the credentials. */
    private Answer<ThingSpaceTokens> unavailable(Answer<ThingSpaceTokens> answer) {
        if (!(answer
                instanceof Answer.Refused<ThingSpaceTokens>(var status, var code, var message))) {
            return answer;
        }
        bearer = null;
        return new Answer.Unavailable<>(
                "session login: a fresh bearer was not taken: HTTP %d %s %s"
                        .formatted(status, code, message)
                        .strip());
    }
}
