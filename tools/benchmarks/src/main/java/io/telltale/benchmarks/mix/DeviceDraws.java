package io.telltale.benchmarks.mix;

import java.util.SplittableRandom;

/** Draws devices: some have far more events than the others. */
final class DeviceDraws {

    private final BenchmarkFleet fleet;
    private final double busyShare;
    private final SplittableRandom random;

    DeviceDraws(MixSettings settings, SplittableRandom random) {
        this.fleet = settings.fleet();
        this.busyShare = settings.busyShare();
        this.random = random;
    }

    int next() {
        return random.nextDouble() < busyShare
                ? fleet.withManyRows(random.nextInt(fleet.busy()))
                : random.nextInt(fleet.devices());
    }
}
