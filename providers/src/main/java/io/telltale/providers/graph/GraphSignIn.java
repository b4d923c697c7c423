package io.telltale.providers.graph;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.schemas.settings.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;

/** Trades a refresh token: {@code POST /consumers/oauth2/v2.0/token}. */
final class GraphSignIn {

    private final HttpSender login;
    private final GraphCredentials credentials;
    private final Clock clock;

    GraphSignIn(HttpSender login, GraphCredentials credentials, Clock clock) {
        this.login = login;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Tries once.
     *
     * @param permit without which nothing is sent: a refresh may end the token it is asked with
     */
    Answer<GraphToken> refresh(Secret refreshToken, Permit permit) {
        var asked = clock.instant();
        var form = new LinkedHashMap<String, String>();
        form.put("client_id", credentials.clientId());
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken.reveal());
        form.put("scope", credentials.scope());
        credentials.clientSecret().ifPresent(secret -> form.put("client_secret", secret.reveal()));
        var call =
                HttpCall.post("consumers", "oauth2", "v2.0", "token")
                        .under(permit)
                        .hiding(refreshToken)
                        .hiding(credentials.clientSecret().stream().toArray(Secret[]::new))
                        .form(form);
        return login.send(call)
                .flatMap(reply ->
                        BodyParser.readSecret(reply, body -> token(body, refreshToken, asked)));
    }

    private static GraphToken token(JsonMembers body, Secret used, Instant asked) {
        return new GraphToken(
                AccessToken.read(body, asked), used, body.secret("refresh_token").orElse(used));
    }
}
