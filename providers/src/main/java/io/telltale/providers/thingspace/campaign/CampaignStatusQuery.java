package io.telltale.providers.thingspace.campaign;

/** The statuses by which campaigns can be listed; answers may have others. */
public enum CampaignStatusQuery {
    /** Asked for. */
    REQUEST_PENDING("CampaignRequestPending"),
    /** Asked for in vain. */
    REQUEST_FAILED("CampaignRequestFailed"),
    /** Accepted by the API; the documents name it {@code CampaignQueued}. */
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

    private final String value;

    CampaignStatusQuery(String value) {
        this.value = value;
    }

    /** As ThingSpace writes it. */
    public String value() {
        return value;
    }
}
