package io.telltale.simulator.switches;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import org.jspecify.annotations.Nullable;

/**
 * How ThingSpace's campaign reports behave.
 *
 * @param totalDeviceAsString writes the campaign's total as in the older table
 * @param accountNameInReport names the account in a campaign's report, unlike the page
 * @param campaignPageSize most devices in one page of a campaign
 * @param campaignListPageSize most campaigns in one page of their list
 * @param statusCase how the first letter of a device's status is written
 * @param disappearedCampaign id of a campaign that is no longer known; null when there is none
 * @param emptyCampaignPage answers a page without devices that announces more
 * @param campaignCursorStands answers the cursor it was asked with, so that a scan never ends
 * @param campaignCursorInvalid refuses every cursor but the start, as after a change of devices
 * @param firmwareListPath under which address the v3 list of campaigns is found
 */
public record CampaignQuirks(
        boolean totalDeviceAsString,
        boolean accountNameInReport,
        @Range(least = 1, most = 1_000) int campaignPageSize,
        @Range(least = 1, most = 1_000) int campaignListPageSize,
        StatusCase statusCase,
        @Nullable String disappearedCampaign,
        boolean emptyCampaignPage,
        boolean campaignCursorStands,
        boolean campaignCursorInvalid,
        FirmwareListPath firmwareListPath) {

    /** How a device's status is written. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum StatusCase {
        /** As the fleet has it, which varies as in the published examples. */
        AS_IT_IS,
        /** {@code upgradeSuccess}. */
        LOWER,
        /** {@code UpgradeSuccess}. */
        UPPER
    }

    /** Where the v3 list is: the documentation and the SDKs disagree. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum FirmwareListPath {
        BOTH,
        /** {@code /campaigns}. */
        DOCUMENTED,
        /** {@code /firmware/campaigns}. */
        SDK
    }
}
