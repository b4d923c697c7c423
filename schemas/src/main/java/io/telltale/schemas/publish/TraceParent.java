package io.telltale.schemas.publish;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A W3C trace context of our own: one per page or callback, so that everything that came together
 * can be found together. Nothing of an inbound HTTP header goes into it.
 *
 * @param value {@code 00-<trace>-<span>-00}
 */
public record TraceParent(String value) {

    /** A new trace that is not sampled. */
    public static TraceParent fresh() {
        return new TraceParent("00-" + hex(16) + "-" + hex(8) + "-00");
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1;
        return HexFormat.of().formatHex(random);
    }
}
