package io.telltale.simulator.thingspace.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Owner;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Step one of signing in: POST /oauth2/token, a key pair for a bearer; and taking it back. */
@Controller("/api/ts/v1/oauth2")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class OAuthTokenController {

    private final AccessTokens tokens;
    private final Owners owners;
    private final Switches switches;
    private final Clock clock;

    OAuthTokenController(AccessTokens tokens, Owners owners, Switches switches, Clock clock) {
        this.tokens = tokens;
        this.owners = owners;
        this.switches = switches;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") @Nullable Long expiresIn,
            @JsonProperty("scope") String scope) {}

    @Post("/token")
    HttpResponse<byte[]> token(
            @Nullable @Header("Authorization") String authorization, @Body byte @Nullable [] body) {
        return asked(authorization, body)
                .<HttpResponse<byte[]>>map(owner -> JsonResponses.ok(answer(tokens.issue(owner))))
                .orElseGet(() -> refused(authorization, body));
    }

    /** The answer has no body; the next token request brings a new token. */
    @Post("/revoke")
    HttpResponse<byte[]> revoke(
            @Nullable @Header("Authorization") String authorization, @Body byte @Nullable [] body) {
        var owner = asked(authorization, body);
        if (owner.isEmpty()) {
            return refused(authorization, body);
        }
        tokens.revoke(owner.get(), UrlEncodedForm.of(body).getOrDefault("token", ""));
        return HttpResponse.ok();
    }

    private Optional<Owner> asked(@Nullable String authorization, byte @Nullable [] body) {
        return KeyPair.of(authorization)
                .flatMap(pair -> owners.byKeyPair(pair.key(), pair.secret().value()))
                .filter(_ -> isClientCredentials(UrlEncodedForm.of(body)));
    }

    private static boolean isClientCredentials(Map<String, String> form) {
        return "client_credentials".equals(form.get("grant_type"));
    }

    private HttpResponse<byte[]> refused(@Nullable String authorization, byte @Nullable [] body) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return ThingSpaceErrors.missingBasic();
        }
        return isClientCredentials(UrlEncodedForm.of(body))
                ? ThingSpaceErrors.oauth(401, "invalid_client", "Client Authentication failed.")
                : ThingSpaceErrors.oauth(
                        400, "invalid_request", "Missing grant_type parameter value");
    }

    private Token answer(AccessTokens.Issued issued) {
        var quirks = switches.quirks().signIn();
        var left =
                quirks.expiresInCountsDown() ? issued.left(clock.instant()) : AccessTokens.LIFETIME;
        return new Token(
                issued.token(),
                "Bearer",
                quirks.expiresInMissing() ? null : Long.valueOf(left.toSeconds()),
                "default");
    }
}
