package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How Microsoft Graph behaves.
 *
 * @param graphCommandForm which of the documented shapes a command has
 * @param graphCapitalDeviceNames writes the device list's members as in its example
 * @param graphRevokesOldRefreshTokens whether a refresh makes all earlier refresh tokens invalid
 */
public record GraphQuirks(
        GraphCommandForm graphCommandForm,
        boolean graphCapitalDeviceNames,
        boolean graphRevokesOldRefreshTokens) {

    static final GraphQuirks INITIAL = new GraphQuirks(GraphCommandForm.WRAPPED, true, false);

    public GraphQuirks {
        Ranges.requirePresent("graphCommandForm", graphCommandForm);
    }

    /** The shapes in which Graph's page shows a command. */
    public enum GraphCommandForm {
        /** Inside {@code {"value":{…}}}. */
        @JsonProperty("wrapped")
        WRAPPED,
        /** The object itself. */
        @JsonProperty("bare")
        BARE,
        /** The object itself, with the text {@code "null"} for what is absent. */
        @JsonProperty("nullText")
        NULL_TEXT
    }
}
