package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.ProjectOwners;
import io.telltale.simulator.xtremepush.XtremepushAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token endpoint: POST /api/oauth/token, a client's secret or assertion for a bearer. */
@Controller("/api/oauth/token")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PushTokenController {

    private static final byte[] NOTHING = {};
    private static final String BY_SECRET = "client_credentials";
    private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final ProjectOwners owners;
    private final ClientTokens tokens;
    private final Credentials credentials;
    private final Clock clock;

    PushTokenController(
            ProjectOwners owners, ClientTokens tokens, Credentials credentials, Clock clock) {
        this.owners = owners;
        this.tokens = tokens;
        this.credentials = credentials;
        this.clock = clock;
    }

    private record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

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
        return owner.<HttpResponse<byte[]>>map(each -> answer(tokens.issue(each)))
                .orElseGet(() -> XtremepushAnswers.signIn(status, error, "Authentication failed"));
    }

    private HttpResponse<byte[]> answer(ClientTokens.Issued issued) {
        var left = Duration.between(clock.instant(), issued.ends()).toSeconds();
        return JsonResponses.ok(new Token(issued.token(), "Bearer", left));
    }
}
