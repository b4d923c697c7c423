package io.telltale.providers.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.providers.page.RowFault;
import io.telltale.schemas.event.EventLimits;
import io.telltale.schemas.settings.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * The members of a JSON object. Names are found in any case; a null counts as absent.
 *
 * @param object the object
 */
public record JsonMembers(JsonNode object) {

    /**
     * Longest short text, in bytes of UTF-8; short texts become parts of records, whose size is
     * limited.
     */
    static final int LONGEST_SHORT_TEXT = 4 * 1024;

    /** The members of a value, if it is an object. */
    public static Optional<JsonMembers> of(JsonNode node) {
        return node.isObject() ? Optional.of(new JsonMembers(node)) : Optional.empty();
    }

    /** Whether there is such a member, even a null. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** A member that is there and not null. */
    public Optional<JsonNode> member(String name) {
        return find(name).filter(node -> !node.isNull());
    }

    /** The members of a member, if it is an object. */
    public Optional<JsonMembers> inside(String name) {
        return member(name).flatMap(JsonMembers::of);
    }

    /** The elements of an array member; a single value counts as an array of one, null as none. */
    public Optional<List<JsonNode>> elements(String name) {
        return find(name).map(JsonMembers::elements);
    }

    /**
     * The same, if there are at most so many.
     *
     * @throws UnreadableRowException BAD_FIELD if there are more
     */
    public Optional<List<JsonNode>> elements(String name, int most) {
        var size = find(name).map(JsonNode::size).orElse(0);
        if (size > most) {
            throw new UnreadableRowException(
                    RowFault.BAD_FIELD,
                    "%s must have at most %d rows, has %d".formatted(name, most, size));
        }
        return elements(name);
    }

    /** The elements of an array; a single value counts as an array of one, null as none. */
    public static List<JsonNode> elements(JsonNode node) {
        if (node.isNull()) {
            return List.of();
        }
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).toList()
                : List.of(node);
    }

    /**
     * A text; a number is taken as its digits.
     *
     * @throws UnreadableRowException BAD_FIELD if it is something else
     */
    public Optional<String> text(String name) {
        return member(name).map(node -> textOf(name, node));
    }

    /**
     * A text that is not blank, of at most 4 KiB; a blank one counts as absent.
     *
     * @throws UnreadableRowException BAD_FIELD if it is something else, or longer
     */
    public Optional<String> shortText(String name) {
        var shortText = text(name).filter(text -> !text.isBlank());
        if (EventLimits.exceeds(shortText.orElse(null), LONGEST_SHORT_TEXT)) {
            throw new UnreadableRowException(
                    RowFault.BAD_FIELD,
                    "%s must be at most %d bytes".formatted(name, LONGEST_SHORT_TEXT));
        }
        return shortText;
    }

    /**
     * A text that is secret and not blank, of any length, since it becomes part of no record; a
     * blank one counts as absent.
     *
     * @throws UnreadableRowException BAD_FIELD if it is something else
     */
    public Optional<Secret> secret(String name) {
        return text(name).filter(text -> !text.isBlank()).map(Secret::new);
    }

    /**
     * A secret that is needed.
     *
     * @throws UnreadableRowException MISSING_FIELD or BAD_FIELD
     */
    public Secret neededSecret(String name) {
        return secret(name)
                .orElseThrow(() -> new UnreadableRowException(RowFault.MISSING_FIELD, name));
    }

    /**
     * A text that is needed and not blank, of at most 4 KiB.
     *
     * @throws UnreadableRowException MISSING_FIELD or BAD_FIELD
     */
    public String needed(String name) {
        return shortText(name)
                .orElseThrow(() -> new UnreadableRowException(RowFault.MISSING_FIELD, name));
    }

    /** A whole number, also as text; anything else counts as absent. */
    public OptionalLong number(String name) {
        var digits = member(name).filter(JsonNode::isValueNode).map(JsonNode::asText);
        if (digits.isEmpty() || !digits.get().matches("-?[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits.get()));
    }

    /**
     * A truth value: true, false, 1, 0, or one of these as text; anything else counts as absent.
     */
    public Optional<Boolean> flag(String name) {
        return member(name)
                .filter(JsonNode::isValueNode)
                .flatMap(node ->
                        switch (node.asText()) {
                            case "true", "1" -> Optional.of(true);
                            case "false", "0" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    private static String textOf(String name, JsonNode node) {
        if (node.isTextual() || node.isIntegralNumber()) {
            return node.asText();
        }
        throw new UnreadableRowException(
                RowFault.BAD_FIELD, "%s must be text, was %s".formatted(name, node.getNodeType()));
    }

    private Optional<JsonNode> find(String name) {
        var exact = object.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
