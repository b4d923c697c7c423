package io.telltale.simulator.xtremepush.pushes;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.json.SimulatorJson;
import io.telltale.simulator.scenario.push.PushListRow;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The columns of the model {@code push-devices}, by name. */
enum Column {
    ACTION_ID,
    CAMPAIGN_ID,
    CREATE_TIME,
    DEVICE_ID,
    ERROR,
    ERROR_MESSAGE,
    ID,
    MESSAGE,
    PROFILE_ID;

    /**
     * A known column.
     *
     * @throws RefusedException when there is no such column
     */
    static Column of(String name) {
        return Arrays.stream(values())
                .filter(column -> column.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> PushListQuery.invalid("unknown column " + name));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
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

    /** The value as it is answered. */
    JsonNode json(PushListRow row, boolean idsAsText) {
        var value = in(row);
        var isId = this == ID || name().endsWith("_ID");
        return SimulatorJson.tree(isId && idsAsText && value != null ? value.toString() : value);
    }
}
