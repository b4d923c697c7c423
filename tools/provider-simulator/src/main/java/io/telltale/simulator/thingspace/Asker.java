package io.telltale.simulator.thingspace;

import io.micronaut.http.HttpRequest;
import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.scenario.fleet.ThingSpaceAccount;
import io.telltale.simulator.thingspace.Owners.Owner;
import jakarta.inject.Singleton;

/** The account of a request, once the sign-in's filter has let it through. */
@Singleton
public record Asker(Fleet fleet) {

    private static final String ATTRIBUTE = "io.telltale.simulator.thingspace.account";

    /** Notes the owner that a request's credentials belong to. */
    public void note(HttpRequest<?> request, Owner owner) {
        request.setAttribute(ATTRIBUTE, owner.account());
    }

    /**
     * The account that the request's credentials open.
     *
     * @throws RefusedException when there is none
     */
    public ThingSpaceAccount own(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class)
                .flatMap(fleet::thingSpaceAccount)
                .orElseThrow(ThingSpaceErrors::unknownAccount);
    }

    /**
     * The account of a name, if the request's credentials open it.
     *
     * @throws RefusedException when they do not, in the form of the connectivity services
     */
    public ThingSpaceAccount own(HttpRequest<?> request, String account) {
        if (!opens(request, account)) {
            throw ThingSpaceErrors.unknownAccount();
        }
        return own(request);
    }

    public boolean opens(HttpRequest<?> request, String account) {
        return request.getAttribute(ATTRIBUTE, String.class).filter(account::equals).isPresent();
    }
}
