package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.DeviceId;
import io.telltale.simulator.scenario.SeededRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * SIMs of one account, the devices that they are in, and the ids that their messages name. Each SIM
 * has a device of its own to begin with. In each row of ten the first two change places, the third
 * goes to the fourth's device and comes back, the fifth goes on twice; half of them before birth,
 * the others within the life.
 *
 * <p>Two in a hundred messages name an id that is not the device's: an IMEI of zeros, or another
 * device's ESN; the first message of three SIMs in five names an ESN that many devices share.
 *
 * @param account separates accounts of one seed
 */
public record Sims(long seed, int account, Instant bornAt, Duration life)
        implements DrawnMessages.Senders {

    /** The IMEI of the first device of account 0, and the distance between two accounts. */
    public static final long FIRST_IMEI = 350_000_020_000_001L;

    public static final long IMEIS_APART = 100_000;
    private static final DeviceId NO_IMEI = new DeviceId("000000000000000", "imei");
    private static final DeviceId SHARED_ESN = new DeviceId("12807654321", "esn");
    private static final double WRONG = 0.01;
    private static final Duration LONGEST_AGO = Duration.ofDays(30);
    private static final Duration SHORTEST_AGO = Duration.ofHours(1);

    /** Shares of the life between which a SIM moves. */
    private static final double FROM = 0.2;

    private static final double TO = 0.8;

    /** The ids of a SIM's history; a third of the SIMs is listed by each kind. */
    public List<DeviceId> historyIds(int sim) {
        var ids = new ArrayList<>(List.of(iccid(sim), msisdn(sim), mdn(sim)));
        Collections.rotate(ids, -(sim % 3));
        return ids;
    }

    @Override
    public List<DeviceId> ids(SplittableRandom random, int sim, boolean first, Instant received) {
        var ids = new ArrayList<>(idsOfSim(random, sim));
        ids.addAll(idsOfDevice(random, deviceOf(sim, received), first));
        return ids.isEmpty() ? List.of(mdn(sim)) : ids;
    }

    /** Ids of the SIM, or none of them. */
    private List<DeviceId> idsOfSim(SplittableRandom random, int sim) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> List.of(mdn(sim));
            case 3 -> List.of(iccid(sim));
            case 4 -> List.of(msisdn(sim), iccid(sim));
            case 5 -> List.of(msisdn(sim));
            case 6 -> List.of(iccid(sim), imsi(sim));
            case 7 -> List.of(mdn(sim), iccid(sim));
            default -> List.of();
        };
    }

    /** Ids of the device itself, or none of them; a few of them wrong. */
    private List<DeviceId> idsOfDevice(SplittableRandom random, int device, boolean first) {
        if (first && device % 5 < 3) {
            return List.of(imei(device), SHARED_ESN);
        }
        if (SeededRandom.happens(random, WRONG)) {
            return List.of(NO_IMEI);
        }
        var wrong = SeededRandom.happens(random, WRONG);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> List.of(imei(device));
            case 6, 7, 8 -> List.of(esn(device));
            case 9, 10 -> List.of(esn(wrong ? device + 1 : device), imei(device));
            case 11 -> List.of(meid(device), imei(device));
            case 12 -> List.of(eid(device), esn(device));
            case 13 -> List.of(eid(device));
            default -> List.of();
        };
    }

    /** The device, by its place, that a SIM is in at a time. */
    private int deviceOf(int sim, Instant time) {
        var place = sim % 10;
        var moves = moves(place == 1 ? sim - 1 : sim);
        var past = (int) moves.stream().filter(move -> !move.isAfter(time)).count();
        return switch (place) {
            case 0 -> past > 0 ? sim + 1 : sim;
            case 1 -> past > 0 ? sim - 1 : sim;
            case 2 -> past == 1 ? sim + 1 : sim;
            case 4 -> sim + past;
            default -> sim;
        };
    }

    private List<Instant> moves(int sim) {
        var random = SeededRandom.of(seed, 51, account, sim);
        var inLife = random.nextBoolean();
        return List.of(move(random, inLife), move(random, inLife));
    }

    private Instant move(SplittableRandom random, boolean inLife) {
        return inLife
                ? bornAt.plusMillis((long) (random.nextDouble(FROM, TO) * life.toMillis()))
                : bornAt.minusSeconds(
                        random.nextLong(SHORTEST_AGO.toSeconds(), LONGEST_AGO.toSeconds()));
    }

    private DeviceId imei(int device) {
        return new DeviceId(Long.toString(FIRST_IMEI + account * IMEIS_APART + device), "imei");
    }

    private DeviceId esn(int device) {
        return new DeviceId("%011d".formatted(9_600_000_000L + number(device)), "esn");
    }

    private DeviceId meid(int device) {
        return new DeviceId("A10000%08X".formatted(number(device)), "meid");
    }

    private DeviceId eid(int device) {
        return new DeviceId("89049032000000000000%012d".formatted(number(device)), "eid");
    }

    private DeviceId iccid(int sim) {
        return new DeviceId("89148000%012d".formatted(number(sim)), "iccid");
    }

    private DeviceId imsi(int sim) {
        return new DeviceId("311480%09d".formatted(number(sim)), "imsi");
    }

    private DeviceId msisdn(int sim) {
        return new DeviceId("1702%07d".formatted(number(sim)), "msisdn");
    }

    private DeviceId mdn(int sim) {
        return new DeviceId("702%07d".formatted(number(sim)), "mdn");
    }

    private int number(int place) {
        return (account + 1) * 10_000 + place;
    }
}
