package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** Sends requests with the credentials of a project. */
sealed interface PushAccess permits ApptokenAccess, OAuthAccess {

    /** HTTP status. */
    int BAD_REQUEST = 400;

    /** HTTP status. */
    int UNAUTHORIZED = 401;

    /**
     * Sends a body.
     *
     * @param reader reads the answer; its second argument holds the secrets that must not be shown
     */
    <T> Answer<T> ask(
            HttpCall call, ObjectNode body, BiFunction<HttpReply, List<Secret>, Answer<T>> reader);

    /** As the project's credentials have it. */
    static PushAccess of(HttpSender sender, URI base, PushCredentials credentials, Clock clock) {
        return switch (credentials) {
            case PushCredentials.Apptoken(var apptoken) -> new ApptokenAccess(sender, apptoken);
            case PushCredentials.ClientSecret _, PushCredentials.PrivateKey _ ->
                    new OAuthAccess(
                            sender, new PushSignIn(sender, base, credentials, clock), clock);
        };
    }

    /** Whether the sign-in was refused; a request without one is answered by 400 too. */
    static boolean isSignInRefused(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(var status, _, var message)
                && (status == UNAUTHORIZED || (status == BAD_REQUEST && isAboutSignIn(message)));
    }

    private static boolean isAboutSignIn(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        return text.contains("apptoken") || text.contains("authentic");
    }

    /** The body as it leaves. */
    static HttpCall with(HttpCall call, ObjectNode body) {
        return call.body("application/json", JsonBody.text(body));
    }
}
