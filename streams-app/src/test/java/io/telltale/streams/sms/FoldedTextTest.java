package io.telltale.streams.sms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "why?, why?",
        "why???, why?",
        "你好, ?",
        "h?é?llo, h?llo",
        "a👍b👍👍c, a?b?c",
        "ü-ü, ?-?"
    })
    void eachRunOfQuestionMarksAndOtherCharactersBecomesOne(String text, String folded) {
        assertThat(FoldedText.fold(text)).isEqualTo(folded);
        assertThat(FoldedText.of(text).folded()).isEqualTo(FoldedText.of(folded).folded());
    }

    @Test
    void controlCharactersAreFolded() {
        assertThat(FoldedText.fold("a\u0000\tb")).isEqualTo("a?b");
        assertThat(FoldedText.of("a\tb").isPlain()).isFalse();
    }

    @Test
    void digestsAreTheFirst8BytesOfSha256() {
        assertThat(FoldedText.of("abc").exact()).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(FoldedText.of("abc").folded()).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(FoldedText.of("é").folded()).isEqualTo(FoldedText.of("?").exact());
    }

    @Test
    void differentTextsWithOneFoldedTextDifferInTheirExactDigest() {
        assertThat(FoldedText.of("你好").exact()).isNotEqualTo(FoldedText.of("再见").exact());
        assertThat(FoldedText.of("你好").folded()).isEqualTo(FoldedText.of("再见").folded());
    }

    @Test
    void noTextIsZeroAndPlain() {
        assertThat(FoldedText.of(null)).isEqualTo(new FoldedText(0, 0, false, true));
        assertThat(FoldedText.of("").exact()).isNotZero();
    }
}
