package io.telltale.simulator.thingspace;

import io.telltale.simulator.scenario.fleet.Fleet;
import io.telltale.simulator.settings.Credentials;
import io.telltale.simulator.settings.ExpectedSecret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The owner of each account. The first account has the configured credentials; those of account X
 * are {@code <key>-X} and {@code <user>-X} with the same secret and password.
 */
@Singleton
public final class Owners {

    private final List<Owner> owners;

    Owners(Fleet fleet, Credentials credentials) {
        var first = fleet.thingSpace().getFirst();
        this.owners =
                fleet.thingSpace().stream()
                        .map(account ->
                                owner(
                                        account.name(),
                                        account.equals(first) ? "" : "-" + account.name(),
                                        credentials))
                        .toList();
    }

    /**
     * The credentials of an account: one application (key and secret) and one UWS user.
     *
     * @param account name
     */
    public record Owner(
            String account,
            String key,
            ExpectedSecret secret,
            String username,
            ExpectedSecret password) {}

    private static Owner owner(String account, String suffix, Credentials credentials) {
        return new Owner(
                account,
                credentials.thingSpaceKey().value() + suffix,
                credentials.thingSpaceSecret(),
                credentials.thingSpaceUsername().value() + suffix,
                credentials.thingSpacePassword());
    }

    public List<Owner> all() {
        return owners;
    }

    public Optional<Owner> byKey(String key) {
        return owners.stream()
                .filter(owner -> new ExpectedSecret(owner.key()).matches(key))
                .findFirst();
    }

    public Optional<Owner> byUsername(String username) {
        return owners.stream()
                .filter(owner -> new ExpectedSecret(owner.username()).matches(username))
                .findFirst();
    }
}
