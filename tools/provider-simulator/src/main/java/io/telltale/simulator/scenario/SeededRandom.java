package io.telltale.simulator.scenario;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Random numbers that are the same for the same seed and place, whenever they are drawn. */
public final class SeededRandom {

    private SeededRandom() {}

    /** The numbers of one place, such as a campaign and a device in it. */
    public static SplittableRandom of(long seed, long... place) {
        var mixed = seed;
        for (var each : place) {
            mixed = mixed(mixed ^ (each * 0x9e3779b97f4a7c15L));
        }
        return new SplittableRandom(mixed(mixed));
    }

    /** A random UUID in its usual form. */
    public static UUID uuid(SplittableRandom random) {
        var high = (random.nextLong() & ~0xf000L) | 0x4000L;
        var low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    public static <T> T oneOf(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether something happens that has this probability, 0 to 1. */
    public static boolean happens(SplittableRandom random, double share) {
        return random.nextDouble() < share;
    }

    private static long mixed(long value) {
        var z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
