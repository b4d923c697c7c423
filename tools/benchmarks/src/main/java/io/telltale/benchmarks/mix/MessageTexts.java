package io.telltale.benchmarks.mix;

import java.util.List;
import java.util.SplittableRandom;

/** Message texts of 20 to 140 characters, which a broker compresses about as it does real ones. */
final class MessageTexts {

    private static final List<String> TERMS =
            List.of(
                    "door",
                    "open",
                    "closed",
                    "level",
                    "battery",
                    "volt",
                    "signal",
                    "position",
                    "north",
                    "east",
                    "alarm",
                    "reset",
                    "status",
                    "report",
                    "meter",
                    "reading",
                    "temperature",
                    "pressure",
                    "valve",
                    "restart",
                    "ok",
                    "failed",
                    "retry",
                    "since");

    private final SplittableRandom random;

    MessageTexts(SplittableRandom random) {
        this.random = random;
    }

    String next() {
        var length = random.nextInt(20, 141);
        var text = new StringBuilder(length + 16);
        while (text.length() < length) {
            text.append(TERMS.get(random.nextInt(TERMS.size()))).append(' ');
            text.append(random.nextInt(1_000)).append(' ');
        }
        return text.substring(0, length);
    }
}
