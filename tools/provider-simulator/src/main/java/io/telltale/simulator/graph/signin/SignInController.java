package io.telltale.simulator.graph.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint for personal accounts: a refresh token for a bearer and a new refresh token.
 */
@Controller("/{tenant:consumers|common}/oauth2/v2.0/token")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SignInController {

    private static final String SCOPE = "https://graph.microsoft.com/Device.Command";

    private final Grants grants;
    private final Credentials credentials;
    private final Clock clock;

    SignInController(Grants grants, Credentials credentials, Clock clock) {
        this.grants = grants;
        this.credentials = credentials;
        this.clock = clock;
    }

    private record Token(
            @JsonProperty("token_type") String tokenType,
            String scope,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken) {}

    @Post
    HttpResponse<byte[]> token(@PathVariable String tenant, @Body byte @Nullable [] body) {
        var form = UrlEncodedForm.of(body);
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return GraphErrors.signIn(
                    400, "unsupported_grant_type", "grant_type must be refresh_token.");
        }
        if (!isOurClient(form)) {
            return GraphErrors.signIn(
                    401, "invalid_client", "The client or its secret is not valid.");
        }
        return grants.refresh(form.getOrDefault("refresh_token", ""))
                .<HttpResponse<byte[]>>map(this::answer)
                .orElseGet(() ->
                        GraphErrors.signIn(
                                400,
                                "invalid_grant",
                                "The refresh token is not valid; sign in again."));
    }

    private HttpResponse<byte[]> answer(Grants.Grant grant) {
        return JsonResponses.ok(
                new Token(
                        "Bearer",
                        SCOPE,
                        Duration.between(clock.instant(), grant.ends()).toSeconds(),
                        grant.accessToken(),
                        grant.refreshToken()));
    }

    private boolean isOurClient(Map<String, String> form) {
        return credentials.graphClientId().matches(form.get("client_id"))
                && credentials.graphClientSecret().matches(form.get("client_secret"));
    }
}
