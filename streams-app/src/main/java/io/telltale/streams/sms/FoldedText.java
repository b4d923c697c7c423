package io.telltale.streams.sms;

import io.telltale.schemas.digest.Sha256;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Digests of an SMS text, exact and folded. Channels that cannot encode a character write {@code ?}
 * instead, so folding turns each run of {@code ?} and of characters outside printable ASCII into
 * one {@code ?}.
 *
 * @param folded first 8 bytes of the SHA-256 of the folded text; 0 without a text
 * @param exact the same of the text itself
 * @param hasQuestionMark whether the text holds {@code ?}
 * @param isPlain whether all its characters are printable ASCII; true without a text
 */
public record FoldedText(long folded, long exact, boolean hasQuestionMark, boolean isPlain) {

    private static final FoldedText NO_TEXT = new FoldedText(0, 0, false, true);

    /** Digests of a text; null is an SMS without a text. */
    public static FoldedText of(@Nullable String text) {
        if (text == null) {
            return NO_TEXT;
        }
        var exact = digest(text);
        var hasQuestionMark = text.indexOf('?') >= 0;
        var isPlain = isPlain(text);
        var folded = isPlain && !hasQuestionMark ? exact : digest(fold(text));
        return new FoldedText(folded, exact, hasQuestionMark, isPlain);
    }

    /** The text with one {@code ?} for each run of characters that channels write differently. */
    static String fold(String text) {
        var folded = new StringBuilder(text.length());
        var isInRun = false;
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            var isFolded = character == '?' || !isPrintable(character);
            if (!isFolded) {
                folded.append(character);
            } else if (!isInRun) {
                folded.append('?');
            }
            isInRun = isFolded;
        }
        return folded.toString();
    }

    private static boolean isPlain(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (!isPrintable(text.charAt(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(char character) {
        return character >= ' ' && character <= '~';
    }

    private static long digest(String text) {
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }
}
