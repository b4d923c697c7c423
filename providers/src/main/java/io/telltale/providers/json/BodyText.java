package io.telltale.providers.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes a body to UTF-8. A text cut inside a character, or in another charset, does not cost the
 * rest.
 *
 * <p>What is UTF-8 is left as it is. UTF-16 is known by the zero of its first character, whatever
 * is declared. What is neither, and is whole in the charset of its {@code Content-Type}, is read
 * so. Of anything else every byte that is no part of UTF-8 is read as Windows-1252. UTF-32, and
 * UTF-16 behind a byte order mark, are left to the parser.
 */
public final class BodyText {

    private static final Charset ELSE = Charset.forName("windows-1252");
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

    private BodyText() {}

    /** The charset that a {@code Content-Type} names, if it is one that this JVM knows. */
    public static Optional<Charset> charset(Optional<String> contentType) {
        var name = contentType.map(CHARSET::matcher).filter(found -> found.find());
        try {
            return name.map(found -> Charset.forName(found.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    /** The body in UTF-8; the same bytes where they are so already. Never throws. */
    public static byte[] utf8(byte[] body, Optional<Charset> declared) {
        if (hasZeros(body)) {
            return wide(body)
                    .flatMap(charset -> strict(body, charset))
                    .map(text -> text.toString().getBytes(UTF_8))
                    .orElse(body);
        }
        if (isUtf8(body)) {
            return body;
        }
        return declared.flatMap(charset -> strict(body, charset))
                .orElseGet(() -> mixed(body))
                .toString()
                .getBytes(UTF_8);
    }

    /** Of two bytes of a first character that is ASCII one is a zero. */
    private static Optional<Charset> wide(byte[] body) {
        if (body.length < 4) {
            return Optional.empty();
        }
        if (body[0] == 0 && body[1] != 0) {
            return Optional.of(UTF_16BE);
        }
        return body[0] != 0 && body[1] == 0 && body[2] != 0
                ? Optional.of(UTF_16LE)
                : Optional.empty();
    }

    private static boolean hasZeros(byte[] body) {
        for (var at = 0; at < Math.min(body.length, 4); at++) {
            if (body[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** In small pieces: the characters of a large body would take twice its bytes. */
    private static boolean isUtf8(byte[] body) {
        var decoder = UTF_8.newDecoder();
        var in = ByteBuffer.wrap(body);
        var piece = CharBuffer.allocate(8 * 1024);
        while (true) {
            var result = decoder.decode(in, piece.clear(), true);
            if (!result.isOverflow()) {
                return !result.isError() && !decoder.flush(piece).isError();
            }
        }
    }

    private static Optional<CharSequence> strict(byte[] body, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(body)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static CharSequence mixed(byte[] body) {
        var decoder =
                UTF_8.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(body);
        var out = CharBuffer.allocate(body.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip();
            }
            var misfits = new byte[result.length()];
            in.get(misfits);
            out.put(ELSE.decode(ByteBuffer.wrap(misfits)));
        }
    }
}
