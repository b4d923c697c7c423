package io.telltale.simulator.scenario;

import java.util.List;
import java.util.SplittableRandom;

/** Texts as devices and people send them by SMS. */
final class SmsTexts {

    private static final List<String> WORDS =
            List.of(
                    "door open",
                    "door closed",
                    "battery low",
                    "pos 42.3601,-71.0589",
                    "pos 33.7490,-84.3880",
                    "?{h??",
                    "temp -4",
                    "ok",
                    "reply from CA1282117271002:",
                    "\u00fcber \u20ac \ud83d\ude9a");

    private SmsTexts() {}

    /** A text that seldom repeats, as SMS history has it: with ? for what is not ASCII. */
    static String ascii(SplittableRandom random) {
        return plain(of(random));
    }

    /** A text as SMS history has it. */
    static String plain(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** A text that seldom repeats. */
    static String of(SplittableRandom random) {
        return SeededRandom.oneOf(random, WORDS)
                + " "
                + Integer.toString(random.nextInt(1_000_000), 36);
    }
}
