package io.telltale.schemas.event;

import io.telltale.schemas.record.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one table from providers' status words to our outcomes. Total: an unknown word is UNKNOWN.
 */
public final class OutcomeWords {

    private OutcomeWords() {}

    /**
     * ThingSpace software upgrades, v1 to v3. Case and spaces of the word are ignored.
     *
     * @param reason decides for NoDeviceDataFromNetwork, which is final only when the text says
     *     that no retry is available
     */
    public static Outcome ofThingSpace(String word, @Nullable String reason) {
        return switch (word.replace(" ", "").toLowerCase(Locale.ROOT)) {
            case "accepted",
                    "deviceaccepted",
                    "adddevicesucceed",
                    "upgradepending",
                    "upgradescheduled" ->
                    Outcome.PENDING;
            case "nodevicedatafromnetwork" ->
                    saysNoRetry(reason) ? Outcome.FAILED : Outcome.IN_PROGRESS;
            case "receiveddevicedatafromnetwork", "requesttofotaserverfailed" ->
                    Outcome.IN_PROGRESS;
            case "upgradesuccess", "success", "firmwareversionupdatesuccess" -> Outcome.SUCCEEDED;
            case "upgradefailed", "upgradefailure", "failure", "devicerejected" -> Outcome.FAILED;
            case "campaigncancelled", "campaignaborted" -> Outcome.CANCELED;
            default -> Outcome.UNKNOWN;
        };
    }

    private static boolean saysNoRetry(@Nullable String reason) {
        return reason != null && reason.toLowerCase(Locale.ROOT).contains("no retry available");
    }

    /** Microsoft Graph device commands, all fourteen words. */
    public static Outcome ofGraph(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
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
     * Pushes of Xtremepush, which has no words for it: sent, failed, or not told.
     *
     * @param failed as told; null where it is not
     */
    public static Outcome ofPush(@Nullable Boolean failed) {
        if (failed == null) {
            return Outcome.UNKNOWN;
        }
        return failed ? Outcome.FAILED : Outcome.SUCCEEDED;
    }
}
