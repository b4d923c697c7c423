package io.telltale.streams.topology;

import io.telltale.schemas.record.Spell;
import io.telltale.streams.encoding.PairKey;

/** Where the part of a spell lies: under the ref and the spell's begin. */
final class SpellKey {

    private SpellKey() {}

    static PairKey of(String ref, Spell spell) {
        var from = spell.getFrom();
        return new PairKey(ref, from == null ? "" : Long.toString(from.toEpochMilli()));
    }
}
