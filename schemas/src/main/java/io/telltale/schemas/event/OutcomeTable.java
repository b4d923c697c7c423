package io.telltale.schemas.event;

import io.telltale.schemas.record.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one table from providers' statuses to outcomes. Total: any other status is UNKNOWN. */
public final class OutcomeTable {

    private OutcomeTable() {}

    /**
     * ThingSpace software upgrades, v1 to v3. Case and spaces are ignored.
     *
     * @param reason decides for NoDeviceDataFromNetwork, which is final only where the text reports
     *     that no retry is available
     */
    public static Outcome ofThingSpace(String status, @Nullable String reason) {
        return switch (status.replace(" ", "").toLowerCase(Locale.ROOT)) {
            case "accepted",
                    "deviceaccepted",
                    "adddevicesucceed",
                    "upgradepending",
                    "upgradescheduled" ->
                    Outcome.PENDING;
            case "nodevicedatafromnetwork" ->
                    hasNoRetry(reason) ? Outcome.FAILED : Outcome.IN_PROGRESS;
            case "receiveddevicedatafromnetwork", "requesttofotaserverfailed" ->
                    Outcome.IN_PROGRESS;
            case "upgradesuccess", "success", "firmwareversionupdatesuccess" -> Outcome.SUCCEEDED;
            case "upgradefailed", "upgradefailure", "failure", "devicerejected" -> Outcome.FAILED;
            case "campaigncancelled", "campaignaborted" -> Outcome.CANCELED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static boolean hasNoRetry(@Nullable String reason) {
        return reason != null && reason.toLowerCase(Locale.ROOT).contains("no retry available");
    }

    /** Microsoft Graph device commands, all fourteen statuses. */
    public static Outcome ofGraph(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "requesting", "retry" -> Outcome.PENDING;
            case "senttotarget", "executing", "cancel", "cancelling" -> Outcome.IN_PROGRESS;
            case "completed" -> Outcome.SUCCEEDED;
            case "failedtosend", "executionfailed", "commanddropped", "error" -> Outcome.FAILED;
            case "canceled" -> Outcome.CANCELED;
            case "expired" -> Outcome.EXPIRED;
            default -> Outcome.UNKNOWN;
        };
    }

    /**
     * Pushes of Xtremepush, which has no statuses: sent, failed, or unknown.
     *
     * @param failed as the row has it; null where it does not
     */
    public static Outcome ofPush(@Nullable Boolean failed) {
        if (failed == null) {
            return Outcome.UNKNOWN;
        }
        return failed ? Outcome.FAILED : Outcome.SUCCEEDED;
    }
}
