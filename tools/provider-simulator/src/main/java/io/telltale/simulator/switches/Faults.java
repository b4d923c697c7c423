package io.telltale.simulator.switches;

/**
 * What goes wrong at random, as the share of provider requests it hits, 0 to 1.
 *
 * @param http429 refused for their rate, half of them without {@code Retry-After}
 * @param http500 failed by the provider, before the request had any effect
 */
public record Faults(double http429, double http500) {

    public static final Faults NONE = new Faults(0, 0);

    public Faults {
        requireShare("http429", http429);
        requireShare("http500", http500);
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("%s must be 0 to 1, was %s".formatted(name, share));
        }
    }
}
