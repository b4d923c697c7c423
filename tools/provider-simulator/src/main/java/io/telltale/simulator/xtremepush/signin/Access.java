package io.telltale.simulator.xtremepush.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.telltale.simulator.wire.DrawnFaults;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.ProjectOwners;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Which project a request opens, by the token in its body or by its bearer. */
@Singleton
public final class Access {

    private static final String BEARER = "Bearer ";

    private final ProjectOwners owners;
    private final ClientTokens tokens;

    Access(ProjectOwners owners, ClientTokens tokens) {
        this.owners = owners;
        this.tokens = tokens;
    }

    /** What a request's credentials open. */
    public sealed interface Result {

        record Open(ProjectOwner owner) implements Result {}

        /** There are none. */
        record Nothing() implements Result {}

        record Wrong() implements Result {}
    }

    /**
     * Looks at the credentials of a request.
     *
     * @param body missing when it is not JSON
     */
    public Result of(HttpRequest<?> request, JsonNode body) {
        var bearer = bearer(request);
        var apptoken = body.path("apptoken").asText("");
        if (bearer.isEmpty() && apptoken.isEmpty()) {
            return new Result.Nothing();
        }
        if (bearer.isPresent() && DrawnFaults.of(request).sessionEnds()) {
            tokens.end(bearer.get());
        }
        return bearer.map(tokens::opens)
                .orElseGet(() -> owners.byApptoken(apptoken))
                .<Result>map(Result.Open::new)
                .orElseGet(Result.Wrong::new);
    }

    static Optional<String> bearer(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        return authorization != null && authorization.startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()))
                : Optional.empty();
    }
}
