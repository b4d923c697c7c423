package io.telltale.simulator.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawBytesTest {

    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");

    @Test
    void everyByteIsWrittenAsItIs_andTheOthersAsJson() {
        for (var each = 0; each < 256; each++) {
            var json = SimulatorJson.bytes(Map.of("a", "\u20ac" + RawBytes.of((byte) each) + "\n"));

            var written = RawBytes.written(json);

            var before = "{\"a\":\"\u20ac".getBytes(UTF_8);
            assertThat(written).startsWith(before).endsWith("\\n\"}".getBytes(UTF_8));
            assertThat(written).hasSize(before.length + 1 + 4);
            assertThat(written[before.length]).isEqualTo((byte) each);
        }
    }

    @Test
    void aByteMeansWhatWindows1252HasInItsPlace() {
        assertThat(RawBytes.meant("a" + RawBytes.of("caf\u00e9 \u20ac\n")))
                .isEqualTo("acaf\u00e9 \u20ac\n");
        assertThat(RawBytes.meant(RawBytes.of((byte) 0xE2, (byte) 0x82))).isEqualTo("\u00e2\u201a");
    }

    @Test
    void anotherCharsetHasWhatIsMeant_andUtf16WhatItLacks() {
        var cyrillic = SimulatorJson.bytes(Map.of("a", "\u0434" + RawBytes.of("\n")));
        var both = SimulatorJson.bytes(Map.of("a", "\u0434" + RawBytes.of("\u00e9")));

        var fits = RawBytes.written(cyrillic, WINDOWS_1251);
        var doesNot = RawBytes.written(both, WINDOWS_1251);

        assertThat(fits.charset()).isEqualTo(WINDOWS_1251);
        assertThat(new String(fits.body(), WINDOWS_1251)).isEqualTo("{\"a\":\"\u0434\n\"}");
        assertThat(doesNot.charset()).isEqualTo(UTF_16LE);
        assertThat(new String(doesNot.body(), UTF_16LE)).isEqualTo("{\"a\":\"\u0434\u00e9\"}");
    }
}
