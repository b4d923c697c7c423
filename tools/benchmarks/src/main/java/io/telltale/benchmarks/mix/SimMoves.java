package io.telltale.benchmarks.mix;

import java.time.Duration;
import java.time.Instant;

/**
 * Which SIM is in which device at a time. Five in a hundred SIMs move a day: the devices 2n and 2n
 * + 1 exchange theirs, at a second of the day that the seed decides. Before the begin every device
 * has the SIM with its own number.
 */
final class SimMoves {

    private static final int MOVED_OF_100 = 5;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final long seed;
    private final BenchmarkFleet fleet;
    private final long begin;

    SimMoves(long seed, BenchmarkFleet fleet, Instant begin) {
        this.seed = seed;
        this.fleet = fleet;
        this.begin = begin.toEpochMilli();
    }

    /** The number of the SIM in a device. */
    int simOf(int device, Instant at) {
        var other = device ^ 1;
        if (other >= fleet.devices()) {
            return device;
        }
        var isExchanged = false;
        var since = at.toEpochMilli() - begin;
        for (long day = 0; day * DAY <= since; day++) {
            var draw = PlaceRandom.mixed(seed ^ ((long) (device >> 1) << 20 | day));
            var moves = Long.remainderUnsigned(draw, 100) < MOVED_OF_100;
            var moment = day * DAY + Long.remainderUnsigned(draw >>> 8, DAY);
            isExchanged ^= moves && moment <= since;
        }
        return isExchanged ? other : device;
    }
}
