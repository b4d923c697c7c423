package io.telltale.streams.identity;

import io.telltale.schemas.record.DeviceIdentity;
import io.telltale.schemas.record.Spell;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spells of a ref, also of one that has no identity: then it was always a device of its own.
 */
public final class Spells {

    private Spells() {}

    /** All of them, oldest first. */
    public static List<Spell> of(String ref, @Nullable DeviceIdentity identity) {
        return identity == null
                ? List.of(Spell.newBuilder().setDeviceKey(ref).build())
                : identity.getSpells();
    }

    /** The one that holds a time. */
    public static Spell at(Instant time, List<Spell> spells) {
        for (var spell : spells.reversed()) {
            var from = spell.getFrom();
            if (from == null || !from.isAfter(time)) {
                return spell;
            }
        }
        throw new IllegalArgumentException("expected a first spell since ever");
    }
}
