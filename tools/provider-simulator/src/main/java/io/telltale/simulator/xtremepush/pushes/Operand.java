package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value that a condition compares with: with numbers by value, also when it is written as text;
 * with everything else as text.
 *
 * @param number null when it is none
 * @param text null for JSON's null
 */
record Operand(@Nullable BigDecimal number, @Nullable String text) {

    static Operand of(JsonNode value) {
        if (value.isNull()) {
            return new Operand(null, null);
        }
        try {
            return new Operand(new BigDecimal(value.asText()), value.asText());
        } catch (NumberFormatException _) {
            return new Operand(null, value.asText());
        }
    }

    boolean equalTo(@Nullable Object cell) {
        if (cell == null || text == null) {
            return cell == null && text == null;
        }
        return compare(cell) == 0;
    }

    /** Whether the cell is above, never when either of them is absent. */
    boolean isBelow(@Nullable Object cell) {
        return cell != null && text != null && compare(cell) > 0;
    }

    /** Whether the cell is below, never when either of them is absent. */
    boolean isAbove(@Nullable Object cell) {
        return cell != null && text != null && compare(cell) < 0;
    }

    private int compare(Object cell) {
        return cell instanceof Long whole && number != null
                ? BigDecimal.valueOf(whole).compareTo(number)
                : cell.toString().compareTo(String.valueOf(text));
    }
}
