package io.telltale.simulator.ledger;

/**
 * What a provider answers about one thing.
 *
 * @param identity of the thing; the same for every state of it
 * @param content the provider's own members
 */
public record Fact(FactSource source, String identity, Object content) {}
