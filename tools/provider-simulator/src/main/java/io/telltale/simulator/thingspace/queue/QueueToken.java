package io.telltale.simulator.thingspace.queue;

import io.telltale.simulator.switches.QueueQuirks;
import java.util.UUID;

/** The token of a block: letters and digits, or a number of 64 bits, as two SDKs have it. */
final class QueueToken {

    private QueueToken() {}

    static String next(QueueQuirks quirks) {
        var random = UUID.randomUUID();
        return quirks.numericToken()
                ? Long.toString(random.getLeastSignificantBits() & Long.MAX_VALUE)
                : random.toString().replace("-", "");
    }
}
