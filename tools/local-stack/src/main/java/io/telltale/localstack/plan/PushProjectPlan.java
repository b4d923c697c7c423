package io.telltale.localstack.plan;

import java.util.Optional;

/**
 * A project of the simulator: one with an apptoken, or one that is signed in to.
 *
 * @param name our name for it
 * @param apptoken gives access to it
 * @param clientId of its OAuth client
 * @param clientSecret of its OAuth client
 */
public record PushProjectPlan(
        String name,
        Optional<String> apptoken,
        Optional<String> clientId,
        Optional<String> clientSecret) {

    /** The project of the provider's own examples. */
    static final PushProjectPlan DEMO =
            new PushProjectPlan(
                    "demo", Optional.of("demo-apptoken"), Optional.empty(), Optional.empty());
}
