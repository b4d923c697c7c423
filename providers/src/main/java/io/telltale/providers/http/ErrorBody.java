package io.telltale.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.json.JsonBody;
import io.telltale.providers.json.JsonMembers;
import io.telltale.schemas.failure.OneLine;
import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Code and message of an error body, in any of the usual shapes.
 *
 * @param code empty where none was found
 * @param message empty where none was found, shortened, secrets removed
 */
public record ErrorBody(String code, String message) {

    private static final int LONGEST = 300;
    private static final int MOST_ERRORS = 5;
    private static final int LOOKED_AT = 64 * 1024;
    private static final ErrorBody NOTHING = new ErrorBody("", "");
    private static final Pattern CODE =
            Pattern.compile(
                    "<[\\w.:-]*code>([^<]{1,100})<|\"(?:errorC|c)ode\"\\s*:\\s*\"([^\"]{1,100})\"");
    private static final Pattern MESSAGE =
            Pattern.compile("<[\\w.:-]*(?:message|faultstring)>([^<]+)<");
    private static final Pattern TAG = Pattern.compile("<[^<>]*>");

    /**
     * Reads an error body. Text of no known shape is a message as it is, without tags.
     *
     * @param secrets values that are replaced where they stand in the provider's text
     */
    public static ErrorBody read(byte[] body, Collection<Secret> secrets) {
        var found =
                switch (JsonBody.parse(body)) {
                    case JsonBody.Tree(var root) -> inJson(root);
                    case JsonBody.NotJson _ -> inText(body);
                };
        return new ErrorBody(shown(found.code, secrets), shown(found.message, secrets));
    }

    /** Code and message, for a sentence. */
    String shown() {
        return (code + " " + message).strip();
    }

    private static ErrorBody inJson(JsonNode root) {
        if (root.isTextual()) {
            return new ErrorBody("", root.asText());
        }
        return JsonMembers.elements(root).stream()
                .findFirst()
                .flatMap(JsonMembers::of)
                .map(ErrorBody::inObject)
                .orElse(NOTHING);
    }

    private static ErrorBody inObject(JsonMembers error) {
        var nested =
                Stream.of("fault", "error", "faultResponse")
                        .flatMap(name -> error.inside(name).stream())
                        .findFirst();
        return nested.map(ErrorBody::fields).orElseGet(() -> fields(error));
    }

    private static ErrorBody fields(JsonMembers error) {
        return new ErrorBody(
                first(error, "errorCode", "code", "faultcode", "error"),
                withEach(
                        first(
                                error,
                                "errorMessage",
                                "error_description",
                                "message",
                                "faultstring",
                                "description"),
                        error));
    }

    /** The message and the single errors it sums up, which are texts or hold texts. */
    private static String withEach(String message, JsonMembers error) {
        var each =
                error.member("errors").stream()
                        .flatMap(ErrorBody::texts)
                        .filter(text -> !message.contains(text))
                        .limit(MOST_ERRORS)
                        .collect(Collectors.joining("; "));
        return each.isEmpty() ? message : (message + " (" + each + ")").strip();
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isValueNode()
                ? Stream.of(node.asText()).filter(text -> !text.isBlank())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ErrorBody::texts);
    }

    private static String first(JsonMembers members, String... names) {
        return Stream.of(names)
                .flatMap(name -> members.member(name).stream())
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    /** XML, HTML, plain text, or JSON that was cut. */
    private static ErrorBody inText(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8);
        var code = group(CODE, text);
        if (code.isEmpty() && text.stripLeading().startsWith("{")) {
            return NOTHING;
        }
        var message = group(MESSAGE, text);
        return new ErrorBody(
                code,
                message.isEmpty() && code.isEmpty()
                        ? unescaped(TAG.matcher(text).replaceAll(" "))
                        : message);
    }

    private static String group(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .map(ErrorBody::unescaped)
                .orElse("");
    }

    /** So that secrets with these characters are found. */
    private static String unescaped(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String shown(String text, Collection<Secret> secrets) {
        var clean = text;
        for (var secret : secrets) {
            if (!secret.reveal().isEmpty()) {
                clean = clean.replace(secret.reveal(), "***");
            }
        }
        return OneLine.of(clean, LONGEST);
    }
}
