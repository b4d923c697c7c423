package io.telltale.simulator.thingspace.signin;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.thingspace.Owner;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.wire.Applications;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Knows an application by its key, or by a bearer that was issued for it. */
@Singleton
final class SignedInApplications implements Applications {

    private final Owners owners;
    private final AccessTokens tokens;

    SignedInApplications(Owners owners, AccessTokens tokens) {
        this.owners = owners;
        this.tokens = tokens;
    }

    @Override
    public Optional<String> of(HttpRequest<?> request) {
        var authorization = request.getHeaders().get("Authorization");
        return KeyPair.of(authorization)
                .flatMap(pair -> owners.byKey(pair.key()))
                .or(() -> tokens.issuedTo(authorization))
                .map(Owner::key);
    }
}
