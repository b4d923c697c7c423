package io.telltale.benchmarks.mix;

import java.util.List;
import java.util.UUID;

/**
 * Devices by number, from 0, and their refs in the kept spelling. Each has an IMEI, an ESN, a SIM
 * (ICCID and MSISDN), a push number with its profile; every tenth has a Graph id. SIMs have numbers
 * of their own, since they move between devices, see {@link SimMoves}.
 *
 * <p>That IMEI, ESN and SIM are one device is learned from events; a link is declared for every
 * Graph id and every fourth push number. The other push numbers stay devices of their own.
 *
 * @param devices how many, 1 to 10,000,000
 */
public record BenchmarkFleet(int devices) {

    private static final int MOST = 10_000_000;
    private static final long FIRST_IMEI = 99_000_000_000_000L;
    private static final long FIRST_ESN = 9_600_000_000L;
    private static final long FIRST_ICCID = 890_141_030_000_000_000L;
    private static final long FIRST_MSISDN = 15_550_000_000L;
    private static final int FIRST_PUSH = 20_000_000;
    private static final int GRAPH_EVERY = 10;
    private static final int DECLARED_PUSH_EVERY = 4;
    private static final int BUSY_EVERY = 100;

    /** Not a multiple of the other steps, so that busy devices are like the others. */
    private static final int FIRST_BUSY = 7;

    /** Xtremepush project of all push numbers. */
    static final String PROJECT = "demo";

    public BenchmarkFleet {
        if (devices < 1 || devices > MOST) {
            throw new IllegalArgumentException(
                    "Expected --devices of 1 to %d, was %d.".formatted(MOST, devices));
        }
    }

    /** Ascending with the number, as campaign reports are. */
    public String imei(int device) {
        return "imei:" + withCheckDigit(FIRST_IMEI + device);
    }

    /** The number with its Luhn check digit behind it. */
    static String withCheckDigit(long number) {
        var sum = 0;
        var isDoubled = true;
        for (var rest = number; rest > 0; rest /= 10) {
            var digit = (int) (rest % 10) * (isDoubled ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            isDoubled = !isDoubled;
        }
        return Long.toString(number) + (10 - sum % 10) % 10;
    }

    String esn(int device) {
        return "esn:%011d".formatted(FIRST_ESN + device);
    }

    String iccid(int sim) {
        return "iccid:" + withCheckDigit(FIRST_ICCID + sim);
    }

    /** The number by which history is asked for. */
    public String msisdn(int sim) {
        return "msisdn:" + (FIRST_MSISDN + sim);
    }

    /** The push number of a device; a device of its own unless it is declared. */
    public String push(int device) {
        return "xtremepush:" + PROJECT + ":" + (FIRST_PUSH + device);
    }

    String profile(int device) {
        return "xtremepush-profile:" + PROJECT + ":" + (FIRST_PUSH + device);
    }

    String graph(int device) {
        return "graph:" + new UUID(PlaceRandom.mixed(device), PlaceRandom.mixed(~device));
    }

    /** All refs of a device, with the SIM that it has at first. */
    public List<String> refs(int device) {
        return List.of(
                imei(device),
                esn(device),
                graph(device),
                push(device),
                profile(device),
                iccid(device),
                msisdn(device));
    }

    boolean hasGraph(int device) {
        return device % GRAPH_EVERY == 0;
    }

    boolean hasDeclaredPush(int device) {
        return device % DECLARED_PUSH_EVERY == 0;
    }

    /** How many have a Graph id: the devices 0, 10, 20 and so on. */
    int graphs() {
        return (devices + GRAPH_EVERY - 1) / GRAPH_EVERY;
    }

    /** The number of the device with the n-th Graph id. */
    int withGraph(int number) {
        return number * GRAPH_EVERY;
    }

    /** How many devices have very many rows: one in a hundred, at least one. */
    int busy() {
        return Math.max(1, devices / BUSY_EVERY);
    }

    /** The number of the n-th device with very many rows. */
    int withManyRows(int number) {
        return Math.min(number * BUSY_EVERY + FIRST_BUSY, devices - 1);
    }
}
