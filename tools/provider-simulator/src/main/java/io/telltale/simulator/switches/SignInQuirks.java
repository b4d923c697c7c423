package io.telltale.simulator.switches;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/**
 * How signing in to ThingSpace behaves.
 *
 * @param expiredSessionStatus HTTP status for an idle session
 * @param loginEndsEarlierSessions whether a second login makes the first session invalid
 * @param loginSaysExpiresIn whether a login names the seconds without use that end its session
 * @param expiresInCountsDown whether a repeated OAuth answer has the seconds left, or the full hour
 * @param expiresInMissing whether an OAuth answer leaves its lifetime out
 * @param wrongBearer the gateway's answer to a wrong or expired bearer
 */
public record SignInQuirks(
        @Range(least = 400, most = 499) int expiredSessionStatus,
        boolean loginEndsEarlierSessions,
        boolean loginSaysExpiresIn,
        boolean expiresInCountsDown,
        boolean expiresInMissing,
        WrongBearer wrongBearer) {

    /** The gateway's two answers. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum WrongBearer {
        /** 401 with a fault as JSON. */
        JSON_401,
        /** 403 with a fault as XML. */
        XML_403
    }
}
