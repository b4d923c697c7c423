package io.telltale.providers.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Masks secrets in bytes that are kept for an operator, in JSON and in fragments of it. */
public final class SecretMask {

    private static final Set<String> NAMES =
            Set.of(
                    "username",
                    "password",
                    "permissionticket",
                    "token",
                    "sessiontoken",
                    "apptoken",
                    "access_token",
                    "refresh_token",
                    "id_token",
                    "client_secret",
                    "client_assertion",
                    "secret",
                    "authorization");

    private static final String MASK = "***";

    /** A member of such a name with its value, which may end with the bytes. */
    private static final Pattern MEMBER =
            Pattern.compile(
                    "(\"(?:%s)\"\\s*+:\\s*+)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?|[^\\s,}\\]]++)"
                            .formatted(String.join("|", NAMES)),
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SecretMask() {}

    /**
     * The bytes with the value of every such member replaced by {@code ***}; the same bytes where
     * there is none.
     */
    public static byte[] masked(byte[] body) {
        var readable =
                JsonBody.parse(body) instanceof JsonBody.Tree(var root) && mask(root)
                        ? JsonBody.bytes(root)
                        : body;
        // one character per byte, so that all other bytes stay as they are
        var text = new String(readable, ISO_8859_1);
        var member = MEMBER.matcher(text);
        return member.find()
                ? member.replaceAll("$1\"" + MASK + "\"").getBytes(ISO_8859_1)
                : readable;
    }

    /** Whether there was something to mask; names may be written with escapes. */
    private static boolean mask(JsonNode node) {
        var found = false;
        if (node instanceof ObjectNode object) {
            for (var name : object.propertyStream().map(Map.Entry::getKey).toList()) {
                if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                    object.put(name, MASK);
                    found = true;
                }
            }
        }
        for (var child : node) {
            found |= mask(child);
        }
        return found;
    }
}
