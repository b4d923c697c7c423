package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whose request it is, once the sign-in's filter has let it through. */
@Singleton
public final class Asker {

    private static final String ATTRIBUTE = "io.telltale.simulator.thingspace.account";

    private final Fleet fleet;

    Asker(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Notes whose request it is. */
    public void note(HttpRequest<?> request, Owner owner) {
        request.setAttribute(ATTRIBUTE, owner.account());
    }

    /** The account that the request's credentials open. */
    public Optional<ThingSpaceAccount> own(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).flatMap(fleet::thingSpaceAccount);
    }

    /** The account that is asked for, if the request's credentials open it. */
    public Optional<ThingSpaceAccount> own(HttpRequest<?> request, String account) {
        return own(request).filter(own -> own.name().equals(account));
    }
}
