package io.telltale.providers.thingspace.campaign;

import io.telltale.providers.page.Answer;
import java.util.Locale;

/** Why a page of a campaign report is refused. */
public enum CampaignRejection {
    /** The cursor is not, or no longer, a device of the account: the scan starts over. */
    INVALID_CURSOR,
    /** There is no such campaign, or not any more. */
    UNKNOWN_CAMPAIGN,
    /** Another reason, such as an account that is not active. */
    OTHER;

    private static final int NOT_FOUND = 404;

    /** Classifies a refusal by its message, since all of them have one code. */
    public static CampaignRejection of(Answer.Refused<?> refused) {
        var message = refused.message().toLowerCase(Locale.ROOT);
        if (message.contains("lastseen")) {
            return INVALID_CURSOR;
        }
        return refused.httpStatus() == NOT_FOUND
                        || message.contains("campaign")
                        || message.contains("uuid")
                ? UNKNOWN_CAMPAIGN
                : OTHER;
    }
}
