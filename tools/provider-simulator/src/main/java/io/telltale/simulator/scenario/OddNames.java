package io.telltale.simulator.scenario;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How an answer may name a device whose asker knows it. */
public final class OddNames {

    private OddNames() {}

    /**
     * Another spelling, an id that cannot be read, or null for none at all.
     *
     * @param device an id of digits only
     */
    public static @Nullable DeviceId of(SplittableRandom random, DeviceId device) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> OddIds.unreadable(random);
            default -> OddIds.spelled(random, device);
        };
    }
}
