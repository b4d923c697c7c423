package io.telltale.localstack.plan;

/**
 * An account of the simulator.
 *
 * @param name billing account
 * @param key of its OAuth application
 * @param username UWS user
 */
public record ThingSpaceAccount(String name, String key, String username) {

    /** The account of the providers' own examples. */
    static final ThingSpaceAccount DEMO =
            new ThingSpaceAccount("0000123456-00001", "demo-key", "demo-user");
}
