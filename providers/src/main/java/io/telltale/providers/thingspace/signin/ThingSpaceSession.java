package io.telltale.providers.thingspace.signin;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInHold;
import io.telltale.providers.http.TokenSession;
import io.telltale.providers.page.Answer;
import java.time.Clock;

/**
 * Sends requests to ThingSpace with both of its tokens: the OAuth bearer and the session token.
 *
 * <p>A {@link TokenSession} with the rules of ThingSpace: only the token that ends is renewed, and
 * a refused login is held back long, since ThingSpace locks a user after five. Where fresh tokens
 * are refused too, which happens to good sessions, the request is Unavailable; the tokens stay for
 * other requests.
 */
public final class ThingSpaceSession {

    private final HttpSender sender;
    private final ThingSpaceTokenSource source;
    private final TokenSession<ThingSpaceTokens> session;
    private final Clock clock;

    /** A session that signs in when it is first needed. */
    public ThingSpaceSession(HttpSender sender, ThingSpaceCredentials credentials, Clock clock) {
        this.sender = sender;
        this.clock = clock;
        this.source =
                new ThingSpaceTokenSource(new ThingSpaceSignIn(sender, credentials, clock), clock);
        this.session =
                new TokenSession<>("ThingSpace", source, SignInHold.afterRefusals(clock), clock);
    }

    /** Sends a request with both tokens. */
    public Answer<HttpReply> send(HttpCall call) {
        var answer = session.send(tokens -> sendWith(tokens, call));
        return source.isRefusal(answer)
                ? new Answer.Unavailable<>(call + ": ThingSpace ended the session, and a fresh one")
                : answer;
    }

    private Answer<HttpReply> sendWith(ThingSpaceTokens tokens, HttpCall call) {
        var sent = clock.instant();
        var answer =
                sender.send(
                        call.header("Authorization", "Bearer ", tokens.bearer().value())
                                .header("VZ-M2M-Token", "", tokens.session().token()));
        if (session.isAccepted(answer)) {
            tokens.session().usedAt(sent);
        }
        return answer;
    }
}
