package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.telltale.simulator.scenario.push.PushListRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The columns of the model {@code push-devices}, by name. */
enum Column {
    ACTION_ID("action_id", true),
    CAMPAIGN_ID("campaign_id", true),
    CREATE_TIME("create_time", false),
    DEVICE_ID("device_id", true),
    ERROR("error", false),
    ERROR_MESSAGE("error_message", false),
    ID("id", true),
    MESSAGE("message", false),
    PROFILE_ID("profile_id", true);

    private final String name;
    private final boolean isId;

    Column(String name, boolean isId) {
        this.name = name;
        this.isId = isId;
    }

    /**
     * A known column.
     *
     * @throws InvalidQueryException when there is no such column
     */
    static Column of(String name) {
        return Arrays.stream(values())
                .filter(column -> column.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidQueryException("unknown column " + name));
    }

    /** As it is called on the wire. */
    String wireName() {
        return name;
    }

    /** A {@code Long}, a {@code String}, or null for what the row does not have. */
    @Nullable Object in(PushListRow row) {
        return switch (this) {
            case ACTION_ID -> row.actionId();
            case CAMPAIGN_ID -> row.campaignId();
            case CREATE_TIME -> row.createTime();
            case DEVICE_ID -> row.deviceId();
            case ERROR -> (long) row.error();
            case ERROR_MESSAGE -> row.errorMessage();
            case ID -> row.id();
            case MESSAGE -> row.message();
            case PROFILE_ID -> row.profileId();
        };
    }

    /**
     * The value as it is answered.
     *
     * @param idsAsText writes ids as text
     */
    JsonNode json(PushListRow row, boolean idsAsText) {
        return switch (in(row)) {
            case Long number when !isId || !idsAsText ->
                    number == number.intValue()
                            ? JsonNodeFactory.instance.numberNode(number.intValue())
                            : JsonNodeFactory.instance.numberNode(number.longValue());
            case null -> JsonNodeFactory.instance.nullNode();
            case Object other -> JsonNodeFactory.instance.textNode(other.toString());
        };
    }
}
