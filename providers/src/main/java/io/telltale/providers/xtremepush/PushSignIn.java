package io.telltale.providers.xtremepush;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.TokenExpiry;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
     * Tries once. SignInFailed only where the credentials are refused: what a gateway answers says
     * nothing of them.
     */
    Answer<PushToken> token() {
        var asked = clock.instant();
        var form = new ArrayList<String>();
        var hidden = fill(form, asked);
        var call =
                HttpCall.post("api", "oauth", "token")
                        .hiding(hidden)
                        .body("application/x-www-form-urlencoded", String.join("&", form));
        var answer = sender.send(call);
        if (answer instanceof Answer.Refused<?>(var status, var code, var message)
                && (status == PushAccess.BAD_REQUEST
                        || status == PushAccess.UNAUTHORIZED
                        || (status == FORBIDDEN && OAUTH_ERRORS.contains(code)))) {
            return new Answer.SignInFailed<>(
                    "OAuth token refused: HTTP %d %s %s".formatted(status, code, message).strip());
        }
        return answer.flatMap(reply ->
                BodyParser.readSecret(
                        reply,
                        body ->
                                new PushToken(
                                        body.neededSecret("access_token"),
                                        TokenExpiry.of(body.number("expires_in"), asked)
                                                .renewAt())));
    }

    /** Gives back what of it must not be shown. */
    private Secret fill(List<String> form, Instant now) {
        return switch (credentials) {
            case PushCredentials.Apptoken _ ->
                    throw new IllegalStateException("an apptoken needs no sign-in");
            case PushCredentials.ClientSecret(var clientId, var secret) -> {
                form.add("grant_type=client_credentials");
                form.add("client_id=" + encoded(clientId));
                form.add("client_secret=" + encoded(secret.reveal()));
                yield secret;
            }
            case PushCredentials.PrivateKey(var clientId, var key) -> {
                var audience = base.toString().replaceAll("/+$", "") + "/api/oauth/token";
                var assertion = key.assertion(clientId, audience, now);
                form.add("grant_type=" + encoded(JWT_BEARER));
                form.add("client_id=" + encoded(clientId));
                form.add("assertion=" + assertion.reveal());
                yield assertion;
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
