package io.telltale.simulator.scenario.odd;

import io.telltale.simulator.json.RawBytes;
import io.telltale.simulator.scenario.SeededRandom;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts that are no clean JSON on the wire: raw control characters, and bytes that are no UTF-8.
 */
public final class OddTexts {

    private static final List<String> CONTROLS =
            List.of("\n", "\t", "\r\n", "\u0001", "\u001b[0m", "\0", "\u007f");

    private static final List<String> IN_THE_MAKERS_CHARSET =
            List.of("caf\u00e9", "20 \u00b0C", "5 \u20ac", "\u201cok\u201d");

    private OddTexts() {}

    /** The text with something of that kind in it, to be written by {@link RawBytes}. */
    public static String of(SplittableRandom random, String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text + RawBytes.of(SeededRandom.oneOf(random, CONTROLS)) + "more";
            case 1 -> RawBytes.of(SeededRandom.oneOf(random, IN_THE_MAKERS_CHARSET)) + " " + text;
            // a character cut in its middle, as where a text was shortened to so many bytes
            case 2 -> text + RawBytes.of((byte) 0xE2, (byte) 0x82);
            default -> text + "\n\u0434\u0432\u0435\u0440\u044c";
        };
    }
}
