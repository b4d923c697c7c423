package io.telltale.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void blanksAndControlCharactersAreOneSpace() {
        assertThat(OneLine.of(" a\r\nERROR\t\u0000 b\u2028c\u0085", 100)).isEqualTo("a ERROR b c");
    }

    @Test
    void aLongTextIsCut_andSaysSo() {
        assertThat(OneLine.of("abcdef", 3)).isEqualTo("abc…");
        assertThat(OneLine.of("abc", 3)).isEqualTo("abc");
    }
}
