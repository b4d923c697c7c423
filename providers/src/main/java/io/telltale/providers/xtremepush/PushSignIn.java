package io.telltale.providers.xtremepush;

import io.telltale.providers.http.AccessToken;
import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Gets an access token: {@code POST /api/oauth/token}. */
final class PushSignIn {

    private static final int FORBIDDEN = 403;

    /** RFC 6749, 4.1.2.1 and 5.2. */
    private static final Set<String> OAUTH_ERRORS =
            Set.of(
                    "access_denied",
                    "invalid_client",
                    "invalid_grant",
                    "invalid_request",
                    "invalid_scope",
                    "unauthorized_client",
                    "unsupported_grant_type");

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final HttpSender sender;
    private final URI base;
    private final PushCredentials credentials;
    private final Clock clock;

    PushSignIn(HttpSender sender, URI base, PushCredentials credentials, Clock clock) {
        this.sender = sender;
        this.base = base;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Tries once. SignInFailed only where the credentials are refused: a gateway does not judge
     * them.
     */
    Answer<AccessToken> token() {
        var asked = clock.instant();
        var form = new LinkedHashMap<String, String>();
        var hidden = fill(form, asked);
        var call = HttpCall.post("api", "oauth", "token").hiding(hidden).form(form);
        var answer = sender.send(call);
        if (answer instanceof Answer.Refused<?>(var status, var code, var message)
                && (status == PushAccess.BAD_REQUEST
                        || status == PushAccess.UNAUTHORIZED
                        || (status == FORBIDDEN && OAUTH_ERRORS.contains(code)))) {
            return new Answer.SignInFailed<>(
                    "OAuth token refused: HTTP %d %s %s".formatted(status, code, message).strip());
        }
        return answer.flatMap(
                reply -> BodyParser.readSecret(reply, body -> AccessToken.read(body, asked)));
    }

    /** Gives back what of it must not be shown. */
    private Secret fill(Map<String, String> form, Instant now) {
        return switch (credentials) {
            case PushCredentials.Apptoken _ ->
                    throw new IllegalStateException("an apptoken needs no sign-in");
            case PushCredentials.ClientSecret(var clientId, var secret) -> {
                form.put("grant_type", "client_credentials");
                form.put("client_id", clientId);
                form.put("client_secret", secret.reveal());
                yield secret;
            }
            case PushCredentials.PrivateKey(var clientId, var key) -> {
                var audience = base.toString().replaceAll("/+$", "") + "/api/oauth/token";
                var assertion = key.assertion(clientId, audience, now);
                form.put("grant_type", JWT_BEARER);
                form.put("client_id", clientId);
                form.put("assertion", assertion.reveal());
                yield assertion;
            }
        };
    }
}
