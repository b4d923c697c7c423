package io.telltale.simulator.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Bytes that no JSON writer writes, such as a line break in the middle of a text or a byte that is
 * no UTF-8. In a message, a character from U+E000 to U+E0FF stands for the byte of its last two
 * digits.
 *
 * <p>What such a byte means is what Windows-1252 has in its place, as in a text that a device sent
 * in the charset of its maker.
 */
public final class RawBytes {

    private static final char FIRST = '\uE000';
    private static final char LAST = '\uE0FF';
    private static final Charset READ_AS = Charset.forName("windows-1252");

    /** All of them are three bytes in UTF-8: this one, then two whose lower bits are the byte. */
    private static final byte LEAD = (byte) 0xEE;

    private RawBytes() {}

    /** A text to be written with these bytes as they are. */
    public static String of(byte... bytes) {
        var text = new StringBuilder(bytes.length);
        for (var each : bytes) {
            text.append((char) (FIRST + (each & 0xFF)));
        }
        return text.toString();
    }

    /** Every character as the byte it is in Windows-1252. */
    public static String of(String text) {
        return of(text.getBytes(READ_AS));
    }

    /** The text that the bytes mean. */
    public static String meant(String text) {
        var meant = new StringBuilder(text.length());
        text.chars()
                .forEach(each ->
                        meant.append(
                                each >= FIRST && each <= LAST
                                        ? character((byte) (each - FIRST))
                                        : String.valueOf((char) each)));
        return meant.toString();
    }

    private static String character(byte each) {
        return each >= 0 ? String.valueOf((char) each) : new String(new byte[] {each}, READ_AS);
    }

    /** JSON in UTF-8, with the bytes in their places. */
    public static byte[] written(byte[] json) {
        var written = new ByteArrayOutputStream(json.length);
        for (var at = 0; at < json.length; at++) {
            if (json[at] == LEAD && at + 2 < json.length && (json[at + 1] & 0xFC) == 0x80) {
                written.write(((json[at + 1] & 0x03) << 6) | (json[at + 2] & 0x3F));
                at += 2;
            } else {
                written.write(json[at]);
            }
        }
        return written.toByteArray();
    }

    /**
     * JSON in another charset, with what the bytes mean; UTF-16 where that charset lacks one of its
     * characters.
     */
    public static Encoded written(byte[] json, Charset charset) {
        var text = meant(new String(json, StandardCharsets.UTF_8));
        try {
            return new Encoded(bytes(charset.newEncoder().encode(CharBuffer.wrap(text))), charset);
        } catch (CharacterCodingException _) {
            return new Encoded(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE);
        }
    }

    private static byte[] bytes(ByteBuffer encoded) {
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /** A body and its charset. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(byte[] body, Charset charset) {}
}
