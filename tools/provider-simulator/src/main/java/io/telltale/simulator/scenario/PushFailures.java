package io.telltale.simulator.scenario;

import java.util.List;
import java.util.SplittableRandom;

/** The messages of failed sends that Xtremepush's page shows. */
final class PushFailures {

    private static final List<String> KNOWN =
            List.of("Not personalized", "DEVICE_UNREGISTERED", "Application is Uninstalled");

    private PushFailures() {}

    static String one(SplittableRandom random) {
        return SeededRandom.oneOf(random, KNOWN);
    }
}
