package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How signing in to ThingSpace behaves.
 *
 * @param expiredSessionStatus HTTP status for an idle session
 * @param loginEndsEarlierSessions whether a second login makes the first session invalid
 * @param loginSaysExpiresIn whether a login says how many seconds without use end its session
 * @param expiresInCountsDown whether a repeated OAuth answer says the seconds left, or the full
 *     hour
 * @param expiresInMissing whether an OAuth answer leaves its lifetime out
 * @param wrongBearer how the gateway words a wrong or expired bearer
 */
public record SignInQuirks(
        int expiredSessionStatus,
        boolean loginEndsEarlierSessions,
        boolean loginSaysExpiresIn,
        boolean expiresInCountsDown,
        boolean expiresInMissing,
        WrongBearer wrongBearer) {

    static final SignInQuirks INITIAL =
            new SignInQuirks(400, false, false, true, false, WrongBearer.JSON_401);

    public SignInQuirks {
        Ranges.require("expiredSessionStatus", expiredSessionStatus, 400, 499);
        Ranges.requirePresent("wrongBearer", wrongBearer);
    }

    /** The gateway's two wordings. */
    public enum WrongBearer {
        /** 401 with a fault as JSON. */
        @JsonProperty("json401")
        JSON_401,
        /** 403 with a fault as XML. */
        @JsonProperty("xml403")
        XML_403
    }
}
