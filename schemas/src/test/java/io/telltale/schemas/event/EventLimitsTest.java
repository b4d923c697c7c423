package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "abc, 3, abc",
        "abc, 2, ab",
        "abc, 0, ''",
        "aé, 3, aé",
        "aé, 2, a",
        "€€, 5, €",
        "😀😀, 8, 😀😀",
        "😀😀, 7, 😀",
        "😀😀, 4, 😀",
        "😀😀, 3, ''"
    })
    void cutsBetweenCharactersOnly(String text, int bytes, String cut) {
        assertThat(EventLimits.cut(text, bytes)).isEqualTo(cut);
        assertThat(EventLimits.exceeds(text, bytes)).isEqualTo(!cut.equals(text));
    }

    @Test
    void aTextAtItsLimitIsWhole() {
        var text = "x".repeat(EventLimits.TEXT);

        assertThat(EventLimits.cut(text, EventLimits.TEXT)).isSameAs(text);
        assertThat(EventLimits.exceeds(text, EventLimits.TEXT)).isFalse();
        assertThat(EventLimits.cut(text + "x", EventLimits.TEXT)).isEqualTo(text);
        assertThat(EventLimits.exceeds(text + "x", EventLimits.TEXT)).isTrue();
        assertThat(EventLimits.exceeds(null, EventLimits.TEXT)).isFalse();
    }

    @Test
    void halfACharacterCountsAsOneByte() {
        assertThat(EventLimits.exceeds("a\ud83d", 2)).isFalse();
        assertThat(EventLimits.cut("a\ud83d", 2)).isEqualTo("a\ud83d");
        assertThat(EventLimits.exceeds("a\ud83db", 2)).isTrue();
        assertThat(EventLimits.cut("a\ude00bcd", 2)).isEqualTo("a?");
    }

    @Test
    void anyTextIsCutToItsLimit_andToTheLongestBeginThatFits() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);

        for (var left = 1_000; left > 0; left--) {
            var text = anyText(random);
            var limit = random.nextInt(40);

            var cut = EventLimits.cut(text, limit);

            assertThat(text).as("seed %d", seed).startsWith(cut);
            assertThat(size(cut)).as("seed %d", seed).isLessThanOrEqualTo(limit);
            if (!cut.equals(text)) {
                var longer = text.substring(0, text.offsetByCodePoints(cut.length(), 1));
                assertThat(size(longer)).as("seed %d", seed).isGreaterThan(limit);
            }
        }
    }

    private static String anyText(Random random) {
        var letters = new String[] {"a", "é", "€", "😀"};
        var text = new StringBuilder();
        for (var left = random.nextInt(20); left > 0; left--) {
            text.append(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
