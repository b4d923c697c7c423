package io.telltale.simulator.switches;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How ThingSpace's campaign reports behave.
 *
 * @param totalDeviceAsString writes the campaign's total as the older table says
 * @param campaignPageSize most devices in one page of a campaign
 * @param campaignListPageSize most campaigns in one page of their list
 * @param statusCase how the first letter of a device's status is written
 * @param disappearedCampaign id of a campaign that is no longer known; null when there is none
 * @param emptyCampaignPage answers a page without devices that says there are more
 * @param campaignCursorStands answers the cursor it was asked with, so that a scan never ends
 * @param campaignCursorInvalid refuses every cursor but the start, as after a change of devices
 * @param firmwareListPath under which address the v3 list of campaigns is found
 */
public record CampaignQuirks(
        boolean totalDeviceAsString,
        int campaignPageSize,
        int campaignListPageSize,
        StatusCase statusCase,
        @Nullable String disappearedCampaign,
        boolean emptyCampaignPage,
        boolean campaignCursorStands,
        boolean campaignCursorInvalid,
        FirmwareListPath firmwareListPath) {

    static final CampaignQuirks INITIAL =
            new CampaignQuirks(
                    false,
                    1_000,
                    100,
                    StatusCase.AS_IT_IS,
                    null,
                    false,
                    false,
                    false,
                    FirmwareListPath.BOTH);

    public CampaignQuirks {
        Ranges.require("campaignPageSize", campaignPageSize, 1, 1_000);
        Ranges.require("campaignListPageSize", campaignListPageSize, 1, 1_000);
        Ranges.requirePresent("statusCase", statusCase);
        Ranges.requirePresent("firmwareListPath", firmwareListPath);
    }

    /** How a device's status is written. */
    public enum StatusCase {
        /** As the fleet has it, which varies as in the published examples. */
        @JsonProperty("asItIs")
        AS_IT_IS,
        /** {@code upgradeSuccess}. */
        @JsonProperty("lower")
        LOWER,
        /** {@code UpgradeSuccess}. */
        @JsonProperty("upper")
        UPPER
    }

    /** Where the v3 list is: the documentation and the SDKs disagree. */
    public enum FirmwareListPath {
        @JsonProperty("both")
        BOTH,
        /** {@code /campaigns}. */
        @JsonProperty("documented")
        DOCUMENTED,
        /** {@code /firmware/campaigns}. */
        @JsonProperty("sdk")
        SDK
    }
}
