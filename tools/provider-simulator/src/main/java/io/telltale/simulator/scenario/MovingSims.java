package io.telltale.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * SIMs of one account and the devices that they are in. Each has a device of its own to begin with.
 * Of ten in a row the first two change places, the third goes to the fourth's device and comes
 * back, the fifth goes on twice; half of them at times before birth, the others within the life.
 *
 * @param account tells accounts of one seed apart
 * @param count how many SIMs, and as many devices; a multiple of ten
 */
record MovingSims(long seed, int account, int count, Instant bornAt, Duration life) {

    private static final long FIRST_IMEI = 350_000_020_000_001L;
    private static final long IMEIS_BETWEEN = 100_000;
    private static final Duration LONGEST_AGO = Duration.ofDays(30);
    private static final Duration SHORTEST_AGO = Duration.ofHours(1);

    /** Shares of the life between which a SIM moves. */
    private static final double FROM = 0.2;

    private static final double TO = 0.8;

    /** The IMEI of an account's first device. */
    static long firstImei(int account) {
        return FIRST_IMEI + account * IMEIS_BETWEEN;
    }

    /** The device, by its place, that a SIM is in at a time. */
    int deviceOf(int sim, Instant time) {
        var first = sim - sim % 10;
        var moves = moves(sim % 10 == 1 ? first : sim);
        return switch (sim % 10) {
            case 0 -> time.isBefore(moves.getFirst()) ? sim : sim + 1;
            case 1 -> time.isBefore(moves.getFirst()) ? sim : first;
            case 2 ->
                    time.isBefore(moves.getFirst()) || !time.isBefore(moves.getLast())
                            ? sim
                            : sim + 1;
            case 4 ->
                    sim
                            + (time.isBefore(moves.getFirst()) ? 0 : 1)
                            + (time.isBefore(moves.getLast()) ? 0 : 1);
            default -> sim;
        };
    }

    /** Two times, the earlier one first. */
    private List<Instant> moves(int sim) {
        var random = SeededRandom.of(seed, 51, account, sim);
        var inLife = random.nextBoolean();
        var one = move(random, inLife);
        var other = move(random, inLife);
        return one.isBefore(other) ? List.of(one, other) : List.of(other, one);
    }

    private Instant move(SplittableRandom random, boolean inLife) {
        return inLife
                ? bornAt.plusMillis((long) (random.nextDouble(FROM, TO) * life.toMillis()))
                : bornAt.minusSeconds(
                        random.nextLong(SHORTEST_AGO.toSeconds(), LONGEST_AGO.toSeconds()));
    }

    DeviceId imei(int device) {
        return new DeviceId(Long.toString(firstImei(account) + device), "imei");
    }

    DeviceId esn(int device) {
        return new DeviceId("%011d".formatted(9_600_000_000L + number(device)), "esn");
    }

    DeviceId meid(int device) {
        return new DeviceId("A10000%08X".formatted(number(device)), "meid");
    }

    DeviceId eid(int device) {
        return new DeviceId("89049032000000000000%012d".formatted(number(device)), "eid");
    }

    DeviceId iccid(int sim) {
        return new DeviceId("89148000%012d".formatted(number(sim)), "iccid");
    }

    DeviceId imsi(int sim) {
        return new DeviceId("311480%09d".formatted(number(sim)), "imsi");
    }

    DeviceId msisdn(int sim) {
        return new DeviceId("1702%07d".formatted(number(sim)), "msisdn");
    }

    DeviceId mdn(int sim) {
        return new DeviceId("702%07d".formatted(number(sim)), "mdn");
    }

    private int number(int place) {
        return (account + 1) * 10_000 + place;
    }
}
