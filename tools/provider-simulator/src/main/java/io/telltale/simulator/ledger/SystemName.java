package io.telltale.simulator.ledger;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;

/** The provider systems by their names in the ledger. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum SystemName {
    THINGSPACE_CAMPAIGN,
    THINGSPACE_SMS_HISTORY,
    THINGSPACE_SMS_QUEUE,
    XTREMEPUSH,
    GRAPH,
    GRAPH_RESPONSE
}
