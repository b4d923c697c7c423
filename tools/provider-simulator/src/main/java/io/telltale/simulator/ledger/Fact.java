package io.telltale.simulator.ledger;

/**
 * Something a caller is told.
 *
 * @param identity what it is about; the same for every state of the same thing
 * @param content the provider's own members
 */
public record Fact(String identity, Object content) {}
