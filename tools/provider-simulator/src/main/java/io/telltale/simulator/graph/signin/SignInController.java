package io.telltale.simulator.graph.signin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.graph.GraphErrors;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token endpoint for personal accounts: a bearer and a refresh token for a refresh token. */
@Controller("/{tenant:consumers|common}/oauth2/v2.0/token")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record SignInController(
        IssuedRefreshTokens refreshTokens,
        Bearers bearers,
        Credentials credentials,
        Switches switches,
        Clock clock) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Token(
            String tokenType,
            String scope,
            long expiresIn,
            String accessToken,
            String refreshToken) {}

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
        return refreshTokens
                .refresh(form.getOrDefault("refresh_token", ""))
                .map(this::answer)
                .orElseGet(() ->
                        GraphErrors.signIn(
                                400,
                                "invalid_grant",
                                "The refresh token is not valid; sign in again."));
    }

    private MutableHttpResponse<byte[]> answer(String refreshToken) {
        var issued =
                bearers.issue(
                        new Bearers.Owner(IssuedRefreshTokens.ISSUER, refreshToken),
                        switches.quirks().graph().graphTokenLifetime());
        return JsonResponses.ok(
                new Token(
                        "Bearer",
                        "https://graph.microsoft.com/Device.Command",
                        issued.secondsLeft(clock.instant()),
                        issued.token(),
                        refreshToken));
    }

    private boolean isOurClient(Map<String, String> form) {
        return credentials.graphClientId().matches(form.get("client_id"))
                && credentials.graphClientSecret().matches(form.get("client_secret"));
    }
}
