package io.telltale.benchmarks.mix;

import java.util.UUID;

/**
 * Devices by number, from 0, and their names. Each has an IMEI, an ESN, an MSISDN and a push
 * number; every tenth has a Graph id. That IMEI, ESN and MSISDN are one device is learned; for
 * every tenth Graph id and every fourth push number somebody declares it, the other push numbers
 * stay devices of their own, as they do where nobody says whose they are.
 *
 * @param devices how many, 1 to 10,000,000
 */
public record Fleet(int devices) {

    private static final int MOST = 10_000_000;
    private static final long FIRST_IMEI = 990_000_000_000_000L;
    private static final long FIRST_MSISDN = 15_550_000_000L;
    private static final int FIRST_PUSH = 20_000_000;
    private static final int GRAPH_EVERY = 10;
    private static final int DECLARED_PUSH_EVERY = 4;

    /** Xtremepush project of all push numbers. */
    static final String PROJECT = "demo";

    public Fleet {
        if (devices < 1 || devices > MOST) {
            throw new IllegalArgumentException(
                    "devices must be 1 to %d, was %d".formatted(MOST, devices));
        }
    }

    /** Ascending with the number, as campaign reports are. */
    public String imei(int device) {
        return "imei:" + (FIRST_IMEI + device);
    }

    String esn(int device) {
        return "esn:%011d".formatted(9_600_000_000L + device);
    }

    /** The name by which history is asked for. */
    public String msisdn(int device) {
        return "msisdn:" + (FIRST_MSISDN + device);
    }

    String push(int device) {
        return "xtremepush:" + PROJECT + ":" + (FIRST_PUSH + device);
    }

    String graph(int device) {
        return "graph:" + new UUID(Draws.mixed(device), Draws.mixed(~device));
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
}
