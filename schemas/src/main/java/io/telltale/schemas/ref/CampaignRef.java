package io.telltale.schemas.ref;

import java.util.regex.Pattern;

/**
 * What a campaign is called, printed as {@code account:campaignId}; for push campaigns the account
 * is the project.
 *
 * @param account account or project, leading zeros kept, without a colon
 * @param campaignId the provider's id, 1 to 128 characters that are safe in a URL path
 */
public record CampaignRef(String account, String campaignId) {

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern CAMPAIGN = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /**
     * Checks both parts.
     *
     * @throws MalformedRefException if one does not fit
     */
    public CampaignRef {
        if (!ACCOUNT.matcher(account).matches() || !CAMPAIGN.matcher(campaignId).matches()) {
            throw malformed(account + ":" + campaignId);
        }
    }

    /**
     * Reads {@code account:campaignId}.
     *
     * @throws MalformedRefException saying what was expected and what came
     */
    public static CampaignRef parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw malformed(text);
        }
        return new CampaignRef(text.substring(0, colon), text.substring(colon + 1));
    }

    private static MalformedRefException malformed(String text) {
        return new MalformedRefException(
                "expected account:campaignId, was '%s'"
                        .formatted(MalformedRefException.shown(text)));
    }

    @Override
    public String toString() {
        return account + ":" + campaignId;
    }
}
