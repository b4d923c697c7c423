package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.xtremepush.ProjectOwners;
import io.telltale.simulator.xtremepush.ProjectOwners.ProjectOwner;
import io.telltale.simulator.xtremepush.XtremepushAnswers;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token endpoint: POST /api/oauth/token, a bearer for a client's secret or assertion. */
@Controller("/api/oauth/token")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record PushTokenController(
        ProjectOwners owners,
        Bearers bearers,
        Credentials credentials,
        Switches switches,
        Clock clock) {

    private static final byte[] NOTHING = {};
    private static final String BY_SECRET = "client_credentials";
    private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Token(String accessToken, String tokenType, long expiresIn) {}

    @Post
    HttpResponse<byte[]> token(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var asked = TokenRequest.of(request, body == null ? NOTHING : body);
        return switch (asked.grantType()) {
            case BY_SECRET -> answer(bySecret(asked), 401, "invalid_client");
            case BY_ASSERTION -> answer(byAssertion(asked), 400, "invalid_grant");
            case "" -> XtremepushAnswers.signIn(400, "invalid_request", "grant_type is missing");
            default ->
                    XtremepushAnswers.signIn(
                            400, "unsupported_grant_type", "grant_type is not known");
        };
    }

    private Optional<ProjectOwner> bySecret(TokenRequest asked) {
        return owners.byClient(asked.clientId())
                .filter(owner ->
                        owner.client() != null
                                && owner.client().secret().matches(asked.clientSecret()));
    }

    private Optional<ProjectOwner> byAssertion(TokenRequest asked) {
        var key = credentials.xtremepushPublicKey();
        return key != null && Assertion.holds(asked.assertion(), key, clock.instant())
                ? owners.byClient(Assertion.issuer(asked.assertion()))
                : Optional.empty();
    }

    private HttpResponse<byte[]> answer(Optional<ProjectOwner> owner, int status, String error) {
        if (owner.isEmpty()) {
            return XtremepushAnswers.signIn(status, error, "Authentication failed");
        }
        var issued =
                bearers.issue(
                        new Bearers.Owner(XtremepushProvider.ISSUER, owner.get().name()),
                        switches.quirks().push().pushTokenLifetime());
        var left = issued.secondsLeft(clock.instant());
        return JsonResponses.ok(new Token(issued.token(), "Bearer", left));
    }
}
