package io.telltale.simulator.xtremepush.signin;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.wire.AccountNames;
import io.telltale.simulator.xtremepush.ProjectOwner;
import io.telltale.simulator.xtremepush.ProjectOwners;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows the project that a request is for by its apptoken, its bearer or its client. */
@Singleton
final class AskedProjects implements AccountNames {

    private final ProjectOwners owners;
    private final ClientTokens tokens;

    AskedProjects(ProjectOwners owners, ClientTokens tokens) {
        this.owners = owners;
        this.tokens = tokens;
    }

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/external/") || path.startsWith("/api/oauth/");
    }

    @Override
    public Optional<String> of(HttpRequest<?> request, byte[] body) {
        return Access.bearer(request)
                .flatMap(tokens::issuedFor)
                .or(() -> byBody(request, body).map(ProjectOwner::name));
    }

    private Optional<ProjectOwner> byBody(HttpRequest<?> request, byte[] body) {
        return request.getPath().startsWith("/api/oauth/")
                ? owners.byClient(TokenRequest.of(request, body).clientId())
                : owners.byApptoken(SimulatorJson.lenient(body).path("apptoken").asText(""));
    }
}
