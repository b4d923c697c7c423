package io.telltale.benchmarks.mix;

import java.util.SplittableRandom;
import java.util.UUID;

/** Numbers that look random and are the same for the same place. */
final class PlaceRandom {

    private PlaceRandom() {}

    static long mixed(long value) {
        var z = (value + 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 up to, without, the bound. */
    static int at(long place, int bound) {
        return (int) Long.remainderUnsigned(mixed(place), bound);
    }

    static UUID uuid(SplittableRandom random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
