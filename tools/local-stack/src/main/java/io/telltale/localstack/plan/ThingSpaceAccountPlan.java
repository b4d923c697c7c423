package io.telltale.localstack.plan;

/**
 * An account of the simulator.
 *
 * @param name billing account
 * @param key of its OAuth application
 * @param username UWS user
 */
public record ThingSpaceAccountPlan(String name, String key, String username) {

    /** The account of the providers' own examples. */
    static final ThingSpaceAccountPlan DEMO =
            new ThingSpaceAccountPlan("0000123456-00001", "demo-key", "demo-user");
}
