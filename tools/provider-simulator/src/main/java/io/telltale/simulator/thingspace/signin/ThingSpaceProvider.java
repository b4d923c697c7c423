package io.telltale.simulator.thingspace.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.telltale.simulator.thingspace.Owners;
import io.telltale.simulator.thingspace.Owners.Owner;
import io.telltale.simulator.thingspace.ThingSpaceErrors;
import io.telltale.simulator.wire.Authorization;
import io.telltale.simulator.wire.Bearers;
import io.telltale.simulator.wire.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths of ThingSpace, and the application of a key or bearer. */
@Singleton
record ThingSpaceProvider(Owners owners, Bearers bearers) implements Provider {

    static final String ISSUER = "thingspace";

    @Override
    public boolean covers(String path) {
        return path.startsWith("/api/ts/")
                || path.startsWith("/api/m2m/")
                || path.startsWith("/api/fota/");
    }

    @Override
    public boolean signsIn(String path) {
        return path.startsWith("/api/ts/") || path.startsWith("/api/m2m/v1/session/");
    }

    @Override
    public MutableHttpResponse<byte[]> refuse(HttpRequest<?> request, HttpStatus status) {
        return ThingSpaceErrors.unanswered(status).answer();
    }

    @Override
    public Optional<String> application(HttpRequest<?> request) {
        return Authorization.basic(request)
                .flatMap(pair -> owners.byKey(pair.getUsername()))
                .map(Owner::key)
                .or(() ->
                        Authorization.bearer(request)
                                .flatMap(bearer -> bearers.issuedTo(ISSUER, bearer)));
    }
}
