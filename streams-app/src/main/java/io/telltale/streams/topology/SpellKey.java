package io.telltale.streams.topology;

import io.telltale.schemas.record.Spell;
import io.telltale.streams.encoding.PairKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the part of a spell lies: under the ref and the spell's begin. */
final class SpellKey {

    private SpellKey() {}

    static PairKey of(String ref, Spell spell) {
        return new PairKey(ref, begin(spell.getFrom()));
    }

    /** A spell's begin in milliseconds; empty since ever. */
    static String begin(@Nullable Instant from) {
        return from == null ? "" : Long.toString(from.toEpochMilli());
    }
}
