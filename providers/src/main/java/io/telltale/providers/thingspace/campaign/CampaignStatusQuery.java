package io.telltale.providers.thingspace.campaign;

/** The status words by which campaigns can be listed; answers may use others. */
public enum CampaignStatusQuery {
    /** Asked for. */
    REQUEST_PENDING("CampaignRequestPending"),
    /** Asked for in vain. */
    REQUEST_FAILED("CampaignRequestFailed"),
    /** Taken; prose says {@code CampaignQueued}. */
    REQUEST_QUEUED("CampaignRequestQueued"),
    /** Cancelled by a user before it began. */
    CANCELLED("CampaignCancelled"),
    /** Stopped by a user. */
    ABORTED("CampaignAborted"),
    /** Failed. */
    FAILED("CampaignFailed"),
    /** Has its time. */
    SCHEDULED("CampaignScheduled"),
    /** Over; last reports may still arrive. */
    ENDED("CampaignEnded");

    private final String word;

    CampaignStatusQuery(String word) {
        this.word = word;
    }

    /** As ThingSpace writes it. */
    public String word() {
        return word;
    }
}
