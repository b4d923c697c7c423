package io.telltale.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The provider systems as the ledger words them. */
public enum SystemName {
    @JsonProperty("thingspace-campaign")
    THINGSPACE_CAMPAIGN,
    @JsonProperty("thingspace-sms-history")
    THINGSPACE_SMS_HISTORY,
    @JsonProperty("thingspace-sms-queue")
    THINGSPACE_SMS_QUEUE,
    @JsonProperty("xtremepush")
    XTREMEPUSH,
    @JsonProperty("graph")
    GRAPH,
    @JsonProperty("graph-response")
    GRAPH_RESPONSE
}
