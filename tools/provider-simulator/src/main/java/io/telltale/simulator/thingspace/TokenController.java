package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.Secret;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Answers;
import io.telltale.simulator.wire.Form;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Step one of signing in: POST /oauth2/token, a key pair for a bearer. */
@Controller("/api/ts/v1/oauth2")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {

    private static final String BASIC = "Basic ";

    private final AccessTokens tokens;
    private final Credentials credentials;
    private final Switches switches;
    private final Clock clock;

    TokenController(AccessTokens tokens, Credentials credentials, Switches switches, Clock clock) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.switches = switches;
        this.clock = clock;
    }

    private record Token(String access_token, String token_type, long expires_in, String scope) {}

    @Post("/token")
    HttpResponse<byte[]> token(
            @Nullable @Header("Authorization") String authorization, @Body byte @Nullable [] body) {
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return ThingSpaceErrors.missingBasic();
        }
        if (!isOurKeyPair(authorization.substring(BASIC.length()))) {
            return ThingSpaceErrors.oauth(401, "invalid_client", "Client Authentication failed.");
        }
        if (!"client_credentials".equals(Form.of(body).get("grant_type"))) {
            return ThingSpaceErrors.oauth(
                    400, "invalid_request", "Missing grant_type parameter value");
        }
        var issued = tokens.issue();
        var left =
                switches.quirks().expiresInCountsDown()
                        ? issued.left(clock.instant())
                        : AccessTokens.LIFETIME;
        return Answers.ok(new Token(issued.token(), "Bearer", left.toSeconds(), "default"));
    }

    private boolean isOurKeyPair(String basic) {
        var expected =
                credentials.thingSpaceKey().value() + ":" + credentials.thingSpaceSecret().value();
        try {
            var given = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            return new Secret(expected).matches(given);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
