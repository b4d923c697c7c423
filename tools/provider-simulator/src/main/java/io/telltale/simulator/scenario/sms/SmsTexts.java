package io.telltale.simulator.scenario.sms;

import io.telltale.simulator.scenario.SeededRandom;
import java.util.List;
import java.util.SplittableRandom;

/** Texts of messages between devices and people, and the numbers of those people. */
final class SmsTexts {

    private static final List<String> TEXTS =
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

    /** A text that seldom repeats. */
    static String of(SplittableRandom random) {
        return SeededRandom.oneOf(random, TEXTS)
                + " "
                + Integer.toString(random.nextInt(1_000_000), 36);
    }

    /** A text as SMS history has it: with ? for every character that is not ASCII. */
    static String plain(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** The number of a person. */
    static String peer(SplittableRandom random) {
        return "1555" + random.nextInt(1_000_000, 10_000_000);
    }
}
