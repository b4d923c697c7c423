package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

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
        assertThat(Limits.cut(text, bytes)).isEqualTo(cut);
        assertThat(Limits.exceeds(text, bytes)).isEqualTo(!cut.equals(text));
    }

    @Test
    void aTextAtItsLimitIsWhole() {
        var text = "x".repeat(Limits.TEXT);

        assertThat(Limits.cut(text, Limits.TEXT)).isSameAs(text);
        assertThat(Limits.exceeds(text, Limits.TEXT)).isFalse();
        assertThat(Limits.cut(text + "x", Limits.TEXT)).isEqualTo(text);
        assertThat(Limits.exceeds(text + "x", Limits.TEXT)).isTrue();
        assertThat(Limits.exceeds(null, Limits.TEXT)).isFalse();
    }

    @Test
    void halfACharacterCountsAsOneByte() {
        assertThat(Limits.exceeds("a\ud83d", 2)).isFalse();
        assertThat(Limits.cut("a\ud83d", 2)).isEqualTo("a\ud83d");
        assertThat(Limits.exceeds("a\ud83db", 2)).isTrue();
        assertThat(Limits.cut("a\ude00bcd", 2)).isEqualTo("a?");
    }

    @Test
    void anyTextIsCutToItsLimit_andToTheLongestBeginThatFits() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);

        for (var left = 1_000; left > 0; left--) {
            var text = anyText(random);
            var limit = random.nextInt(40);

            var cut = Limits.cut(text, limit);

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
