package io.telltale.providers.thingspace.signin;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The two steps of one sign-in: {@code POST /api/ts/v1/oauth2/token}, then {@code POST
 * /api/m2m/v1/session/login}.
 */
final class ThingSpaceSignIn {

    private final HttpSender sender;
    private final ThingSpaceCredentials credentials;
    private final Clock clock;

    ThingSpaceSignIn(HttpSender sender, ThingSpaceCredentials credentials, Clock clock) {
        this.sender = sender;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** A bearer. A refusal is SignInFailed. */
    Answer<AccessToken> bearer() {
        var asked = clock.instant();
        var call =
                HttpCall.post("api", "ts", "v1", "oauth2", "token")
                        .header("Authorization", "Basic ", basic())
                        .hiding(credentials.secret())
                        .form(Map.of("grant_type", "client_credentials"));
        return refusedSignIn("OAuth token", sender.send(call))
                .flatMap(reply -> bearer(reply, asked));
    }

    static Answer<AccessToken> bearer(HttpReply reply, Instant asked) {
        return BodyParser.readSecret(reply, body -> AccessToken.read(body, asked));
    }

    private Secret basic() {
        var pair = credentials.key() + ":" + credentials.secret().reveal();
        return new Secret(
                Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A session. Refused where the gateway refused the bearer before the service saw user and
     * password; every other refusal is SignInFailed.
     */
    Answer<SessionToken> session(AccessToken bearer) {
        var asked = clock.instant();
        var login =
                JsonBody.object()
                        .put("username", credentials.username())
                        .put("password", credentials.password().reveal());
        var call =
                HttpCall.post("api", "m2m", "v1", "session", "login")
                        .header("Authorization", "Bearer ", bearer.value())
                        .hiding(credentials.password())
                        .body("application/json", JsonBody.text(login));
        var answer = sender.send(call);
        return (bearerRefused(answer) ? answer : refusedSignIn("session login", answer))
                .flatMap(reply -> session(reply, asked));
    }

    static Answer<SessionToken> session(HttpReply reply, Instant asked) {
        return BodyParser.readSecret(
                reply, body -> new SessionToken(body.neededSecret("sessionToken"), asked));
    }

    private static boolean bearerRefused(Answer<HttpReply> answer) {
        return answer instanceof Answer.Refused<HttpReply>(var status, var code, _)
                && ExpiredCredential.byGateway(status, code);
    }

    private static <T> Answer<T> refusedSignIn(String step, Answer<T> answer) {
        return answer instanceof Answer.Refused<T>(var status, var code, var message)
                ? new Answer.SignInFailed<>(
                        "%s refused: HTTP %d %s %s".formatted(step, status, code, message).strip())
                : answer;
    }
}
