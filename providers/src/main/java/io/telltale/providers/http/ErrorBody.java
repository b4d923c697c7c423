package io.telltale.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.Json;
import io.telltale.providers.json.Members;
import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the body of an error says, in whichever of the usual shapes it comes.
 *
 * @param code empty where none was found
 * @param message empty where none was found, shortened, secrets removed
 */
public record ErrorBody(String code, String message) {

    private static final int LONGEST = 300;
    private static final int XML_LOOKED_AT = 4096;
    private static final Pattern XML_CODE = Pattern.compile("<[\\w.:-]*code>([^<]{1,100})<");
    private static final Pattern XML_MESSAGE =
            Pattern.compile("<[\\w.:-]*(?:message|faultstring)>([^<]{1,300})<");

    /**
     * Reads an error body.
     *
     * @param secrets values that are replaced where they stand in the provider's text
     */
    public static ErrorBody read(byte[] body, Collection<Secret> secrets) {
        var found =
                switch (Json.parse(body)) {
                    case Json.Tree(var root) ->
                            Members.of(root).map(ErrorBody::inJson).orElse(NOTHING);
                    case Json.NotJson _ -> inXml(body);
                };
        return new ErrorBody(shown(found.code, secrets), shown(found.message, secrets));
    }

    private static final ErrorBody NOTHING = new ErrorBody("", "");

    private static ErrorBody inJson(Members error) {
        var nested = error.inside("fault").or(() -> error.inside("error"));
        if (nested.isPresent()) {
            return new ErrorBody(first(nested.get(), "code"), first(nested.get(), "message"));
        }
        return new ErrorBody(
                first(error, "errorCode", "error", "code"),
                first(error, "errorMessage", "error_description", "message"));
    }

    private static String first(Members members, String... names) {
        for (var name : names) {
            var text = members.member(name).filter(JsonNode::isValueNode).map(JsonNode::asText);
            if (text.isPresent()) {
                return text.get();
            }
        }
        return "";
    }

    private static ErrorBody inXml(byte[] body) {
        var length = Math.min(body.length, XML_LOOKED_AT);
        var text = new String(body, 0, length, StandardCharsets.UTF_8);
        return new ErrorBody(group(XML_CODE, text).orElse(""), group(XML_MESSAGE, text).orElse(""));
    }

    private static Optional<String> group(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String shown(String text, Collection<Secret> secrets) {
        var clean = text;
        for (var secret : secrets) {
            if (!secret.reveal().isEmpty()) {
                clean = clean.replace(secret.reveal(), "***");
            }
        }
        clean = clean.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}
