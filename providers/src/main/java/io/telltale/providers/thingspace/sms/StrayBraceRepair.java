package io.telltale.providers.thingspace.sms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Repairs the one malformed body that ThingSpace's documents show: a second pair of braces around
 * {@code messages}, so that {@code hasMoreData} stands beside an object without a name.
 */
final class StrayBraceRepair {

    private static final Pattern OPENS = Pattern.compile("\\A\\s*\\{(?=\\s*\\{\\s*\"messages\")");
    private static final Pattern CLOSES =
            Pattern.compile("\\}(?=\\s*,\\s*\"hasMoreData\"\\s*:\\s*(?:true|false)\\s*\\}\\s*\\z)");

    private StrayBraceRepair() {}

    /** The body without the pair; empty if it is not of this very shape. */
    static Optional<byte[]> removed(byte[] body) {
        var text =
                new String(body, ISO_8859_1); // a character a byte, so all bytes stay as they are
        var opens = OPENS.matcher(text);
        if (!opens.find()) {
            return Optional.empty();
        }
        var closes = CLOSES.matcher(text);
        return closes.find(opens.end())
                ? Optional.of(
                        (text.substring(opens.end(), closes.start()) + text.substring(closes.end()))
                                .getBytes(ISO_8859_1))
                : Optional.empty();
    }
}
