package io.telltale.simulator.xtremepush;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** A column of the model {@code push-devices}, by its name on the wire. */
record Column(String name) {

    /** What answers carry, and {@code message}, which the older page selects and never shows. */
    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "action_id",
                    "campaign_id",
                    "create_time",
                    "device_id",
                    "error",
                    "error_message",
                    "message");

    /** Numbers, also those written as text, by value; everything else as text. */
    static final Comparator<JsonNode> VALUES =
            (one, other) -> {
                var number = number(one);
                var otherNumber = number(other);
                return number.isPresent() && otherNumber.isPresent()
                        ? number.get().compareTo(otherNumber.get())
                        : one.asText().compareTo(other.asText());
            };

    /**
     * A known column.
     *
     * @throws WrongQuery when there is no such column
     */
    static Column of(String name) {
        if (!KNOWN.contains(name)) {
            throw new WrongQuery("unknown column " + name);
        }
        return new Column(name);
    }

    JsonNode in(JsonNode row) {
        return row.path(name);
    }

    private static Optional<BigDecimal> number(JsonNode value) {
        try {
            return Optional.of(new BigDecimal(value.asText()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
