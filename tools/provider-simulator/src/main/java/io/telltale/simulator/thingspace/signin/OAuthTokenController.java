package io.telltale.simulator.thingspace.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import io.telltale.simulator.switches.Switches;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.JsonResponses;
import io.telltale.simulator.wire.UrlEncodedForm;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Step one of signing in: POST /oauth2/token, a bearer for a key pair; and its revocation.
 *
 * <p>An application gets the same bearer for every request within its hour.
 */
@Controller("/api/ts/v1/oauth2")
@Consumes(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
record OAuthTokenController(Bearers bearers, Owners owners, Switches switches, Clock clock) {

    private static final Duration LIFETIME = Duration.ofHours(1);

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Token(
            String accessToken, String tokenType, @Nullable Long expiresIn, String scope) {}

    @Post("/token")
    HttpResponse<byte[]> token(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var application = application(request, UrlEncodedForm.of(body));
        var issued =
                bearers.current(application).orElseGet(() -> bearers.issue(application, LIFETIME));
        var quirks = switches.quirks().signIn();
        var left =
                quirks.expiresInCountsDown()
                        ? issued.secondsLeft(clock.instant())
                        : LIFETIME.toSeconds();
        return JsonResponses.ok(
                new Token(
                        issued.token(),
                        "Bearer",
                        quirks.expiresInMissing() ? null : Long.valueOf(left),
                        "default"));
    }

    /** The answer has no body; the next token request brings a new token. */
    @Post("/revoke")
    HttpResponse<byte[]> revoke(HttpRequest<?> request, @Body byte @Nullable [] body) {
        var form = UrlEncodedForm.of(body);
        bearers.current(application(request, form))
                .filter(issued -> issued.token().equals(form.get("token")))
                .ifPresent(issued -> bearers.end(ThingSpaceProvider.ISSUER, issued.token()));
        return HttpResponse.ok();
    }

    private Bearers.Owner application(HttpRequest<?> request, Map<String, String> form) {
        if (!Authorization.isBasic(request)) {
            throw ThingSpaceErrors.missing("Basic");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw ThingSpaceErrors.oauth(
                    400, "invalid_request", "Missing grant_type parameter value");
        }
        return Authorization.basic(request)
                .flatMap(pair ->
                        owners.byKey(pair.getUsername())
                                .filter(owner -> owner.secret().matches(pair.getPassword())))
                .map(owner -> new Bearers.Owner(ThingSpaceProvider.ISSUER, owner.key()))
                .orElseThrow(() ->
                        ThingSpaceErrors.oauth(
                                401, "invalid_client", "Client Authentication failed."));
    }
}
