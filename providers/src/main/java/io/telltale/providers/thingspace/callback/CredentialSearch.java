package io.telltale.providers.thingspace.callback;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import java.util.regex.Pattern;

/** Finds the credentials in a body that is no JSON, such as one cut on the way. */
final class CredentialSearch {

    /** Characters of a value; longer ones are no credentials of ours. */
    private static final int LONGEST = 1024;

    private static final Pattern USERNAME = member("username");
    private static final Pattern PASSWORD = member("password");

    private CredentialSearch() {}

    private static Pattern member(String name) {
        return Pattern.compile(
                "\"%s\"\\s*+:\\s*+(\"(?:[^\"\\\\]|\\\\.){0,%d}+\")".formatted(name, LONGEST),
                Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The first value of a member {@code username}; blank where there is none. */
    static String username(byte[] body) {
        return first(USERNAME, body);
    }

    /** The first value of a member {@code password}; blank where there is none. */
    static String password(byte[] body) {
        return first(PASSWORD, body);
    }

    private static String first(Pattern member, byte[] body) {
        var found = member.matcher(text(body));
        return found.find() ? unquoted(found.group(1)) : "";
    }

    private static String text(byte[] body) {
        if (body.length > 1 && body[0] == 0) {
            return new String(body, UTF_16BE);
        }
        if (body.length > 1 && body[1] == 0) {
            return new String(body, UTF_16LE);
        }
        return new String(body, UTF_8);
    }

    private static String unquoted(String value) {
        return JsonBody.parse(value.getBytes(UTF_8)) instanceof JsonBody.Tree(JsonNode root)
                ? root.asText()
                : "";
    }
}
