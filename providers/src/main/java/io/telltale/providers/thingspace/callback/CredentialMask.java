package io.telltale.providers.thingspace.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.SecretMask;
import io.telltale.schemas.digest.Sha256;
import io.telltale.schemas.settings.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes the callback credentials of an account from bytes that are kept for an operator, JSON or
 * not: the value of every member of such a name, and the user names and passwords themselves
 * wherever they stand. Where one could still be in what is left, in a spelling that is not known,
 * nothing is kept but length and digest.
 */
public final class CredentialMask {

    private static final String MASK = "***";

    /** What hides a character from a comparison: an escape of JSON, at any depth, or of a form. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\+u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})");

    /** What may stand between two characters of a split credential. */
    private static final Pattern FILLER = Pattern.compile("[\\p{Cntrl}\\s\\\\]+");

    private final List<String> credentials;
    private final List<String> spellings;

    /**
     * A mask for one account.
     *
     * @param credentials its current and previous user names and passwords
     */
    public CredentialMask(Collection<Secret> credentials) {
        this.credentials =
                credentials.stream()
                        .map(Secret::reveal)
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .toList();
        // the longest first, since one may be part of another
        this.spellings =
                this.credentials.stream()
                        .flatMap(CredentialMask::spellings)
                        .distinct()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
    }

    /** How it may stand in a body, each with a character for a byte. */
    private static Stream<String> spellings(String value) {
        var quoted = JsonBody.text(TextNode.valueOf(value));
        var escaped = quoted.substring(1, quoted.length() - 1);
        return Stream.of(
                        value.getBytes(UTF_8),
                        escaped.getBytes(UTF_8),
                        ascii(escaped).getBytes(UTF_8),
                        value.getBytes(ISO_8859_1),
                        value.getBytes(UTF_16LE),
                        value.getBytes(UTF_16BE))
                .map(bytes -> new String(bytes, ISO_8859_1));
    }

    /** With escapes for everything that is not ASCII. */
    private static String ascii(String text) {
        var ascii = new StringBuilder(text.length());
        text.chars()
                .forEach(each -> {
                    if (each < 0x80) {
                        ascii.append((char) each);
                    } else {
                        ascii.append("\\u%04x".formatted(each));
                    }
                });
        return ascii.toString();
    }

    /** The bytes without credentials. */
    public byte[] masked(byte[] body) {
        // a character for a byte, so that all other bytes stay as they are
        var text = new String(SecretMask.masked(body), ISO_8859_1);
        for (var spelling : spellings) {
            text = text.replace(spelling, MASK);
        }
        var masked = text.getBytes(ISO_8859_1);
        return mayHoldOne(text) || mayHoldOne(new String(masked, UTF_8)) ? note(body) : masked;
    }

    private boolean mayHoldOne(String text) {
        var plain = plain(text);
        return credentials.stream()
                .map(CredentialMask::plain)
                .anyMatch(value -> !value.isEmpty() && plain.contains(value));
    }

    private static String plain(String text) {
        var unescaped = ESCAPE.matcher(text).replaceAll(CredentialMask::character);
        return FILLER.matcher(unescaped).replaceAll("");
    }

    private static String character(MatchResult escape) {
        var digits = escape.group(1) == null ? escape.group(2) : escape.group(1);
        return Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(digits, 16)));
    }

    private static byte[] note(byte[] body) {
        return "%d bytes, SHA-256 %s: not kept, credentials may be in them"
                .formatted(body.length, Sha256.hex(body))
                .getBytes(UTF_8);
    }
}
