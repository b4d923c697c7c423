package io.telltale.providers.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTextTest {

    @Test
    void leavesUtf8AsItIs_whateverIsDeclared() {
        var body = "{\"message\":\"grüße 漢字\"}".getBytes(UTF_8);

        assertThat(BodyText.utf8(body, Optional.of(ISO_8859_1))).isSameAs(body);
    }

    @Test
    void readsAnotherCharsetWhereItIsDeclared() {
        var text = "{\"message\":\"漢字テスト\"}";
        var shiftJis = Charset.forName("Shift_JIS");

        assertThat(BodyText.utf8(text.getBytes(shiftJis), Optional.of(shiftJis)))
                .isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void readsOnlyTheBytesThatDoNotFitAsWindows1252() {
        var body =
                concat(
                        "漢字 ".getBytes(UTF_8),
                        new byte[] {(byte) 0xE9, ' ', (byte) 0x80},
                        " ü".getBytes(UTF_8));

        assertThat(BodyText.utf8(body, Optional.empty())).asString(UTF_8).isEqualTo("漢字 é € ü");
    }

    @Test
    void keepsTheRestOfATextThatWasCutInACharacter() {
        var cut =
                concat(
                        "{\"message\":\"".getBytes(UTF_8),
                        new byte[] {(byte) 0xE6, (byte) 0xBC},
                        "\"}".getBytes(UTF_8));

        assertThat(JsonBody.parse(BodyText.utf8(cut, Optional.empty())))
                .isInstanceOf(JsonBody.Tree.class);
    }

    @Test
    void readsUtf16WhateverIsDeclared_andLeavesWhatIsNone() {
        var text = "{\"message\":\"h\u00e9\"}";
        var broken = Arrays.copyOf(text.getBytes(UTF_16LE), 2 * text.length() - 1);
        var utf32 = text.getBytes(Charset.forName("UTF-32LE"));

        assertThat(BodyText.utf8(text.getBytes(UTF_16LE), Optional.empty()))
                .isEqualTo(text.getBytes(UTF_8));
        assertThat(BodyText.utf8(text.getBytes(UTF_16BE), Optional.of(UTF_8)))
                .isEqualTo(text.getBytes(UTF_8));
        assertThat(BodyText.utf8(broken, Optional.empty())).isSameAs(broken);
        assertThat(BodyText.utf8(utf32, Optional.empty())).isSameAs(utf32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=ISO-8859-1 | ISO-8859-1",
                "application/json;CHARSET=\"utf-8\" | UTF-8",
                "text/plain ; charset = windows-1252 ; x=y | windows-1252"
            })
    void findsTheCharsetOfAContentType(String contentType, String charset) {
        assertThat(BodyText.charset(Optional.of(contentType))).contains(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=klingon", "; charset=?!"})
    void knowsNoCharset_whereNoneIsNamedThatExists(String contentType) {
        assertThat(BodyText.charset(Optional.of(contentType))).isEmpty();
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
