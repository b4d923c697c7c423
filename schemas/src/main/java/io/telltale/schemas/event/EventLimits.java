package io.telltale.schemas.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How large a part of an event may be where it enters. */
public final class EventLimits {

    /** Message text, in bytes of UTF-8. */
    public static final int TEXT = 16 * 1024;

    /** Command payload, in bytes of UTF-8. */
    public static final int PAYLOAD = 256 * 1024;

    /** Refs that one event may name. */
    public static final int REFS = 64;

    private EventLimits() {}

    /** Whether the text is longer than so many bytes of UTF-8. */
    public static boolean exceeds(@Nullable String text, int bytes) {
        return text != null && cut(text, bytes).length() < text.length();
    }

    /** The text, cut to at most so many bytes of UTF-8 and never inside a character. */
    public static String cut(String text, int bytes) {
        if (text.length() * 3L <= bytes) {
            return text;
        }
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= bytes) {
            return text;
        }
        var end = bytes;
        while (end > 0 && (encoded[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(encoded, 0, end, StandardCharsets.UTF_8);
    }
}
