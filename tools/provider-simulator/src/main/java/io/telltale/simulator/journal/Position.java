package io.telltale.simulator.journal;

/**
 * Where an entry is in the journal.
 *
 * @param offset first byte
 * @param length in bytes
 */
public record Position(long offset, int length) {}
