package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.SignInHold;
import io.telltale.providers.http.TokenSession;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Sends requests with an access token, {@code Authorization: Bearer}. A {@link TokenSession} that
 * sends no token again that was refused, not even a fresh one.
 */
final class OAuthAccess implements PushAccess {

    private final HttpSender sender;
    private final PushTokenSource source;
    private final TokenSession<AccessToken> session;

    OAuthAccess(HttpSender sender, PushSignIn signIn, Clock clock) {
        this.sender = sender;
        this.source = new PushTokenSource(signIn);
        this.session =
                new TokenSession<>("Xtremepush", source, SignInHold.afterRefusals(clock), clock);
    }

    @Override
    public <T> Answer<T> ask(
            HttpCall call, ObjectNode body, BiFunction<HttpReply, List<Secret>, Answer<T>> reader) {
        var whole = PushAccess.with(call, body);
        return session.send(token -> askWith(token, whole, reader));
    }

    private <T> Answer<T> askWith(
            AccessToken token,
            HttpCall call,
            BiFunction<HttpReply, List<Secret>, Answer<T>> reader) {
        var answer =
                sender.send(call.header("Authorization", "Bearer ", token.value()))
                        .flatMap(reply -> reader.apply(reply, List.of(token.value())));
        if (source.isRefusal(answer)) {
            source.drop(token);
        }
        return answer;
    }
}
