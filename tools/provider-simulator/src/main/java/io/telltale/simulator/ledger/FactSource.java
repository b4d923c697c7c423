package io.telltale.simulator.ledger;

/**
 * Where a fact comes from.
 *
 * @param account the provider's account or project
 */
public record FactSource(SystemName system, String account) {}
