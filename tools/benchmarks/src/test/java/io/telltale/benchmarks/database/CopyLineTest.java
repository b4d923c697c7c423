package io.telltale.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CopyLineTest {

    private final StringBuilder text = new StringBuilder();

    @Test
    void separatesColumnsByTabs_andEndsWithALineFeed() {
        new CopyLine(text).add("ref").add(42).add((String) null).end();

        assertThat(text.toString()).isEqualTo("ref\t42\t\\N\n");
    }

    @Test
    void escapesWhatWouldEndAColumnOrALine() {
        new CopyLine(text).add("a\tb\nc\\d\re").end();

        assertThat(text.toString()).isEqualTo("a\\tb\\nc\\\\d\\re\n");
    }

    @Test
    void marksBytesAsHexadecimal() {
        new CopyLine(text).addBytes("00ff").end();

        assertThat(text.toString()).isEqualTo("\\\\x00ff\n");
    }
}
