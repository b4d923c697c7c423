package io.telltale.service.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.telltale.schemas.record.Provider;

/** A provider as HTTP answers name it. */
@Serdeable
public enum ProviderName {
    @JsonProperty("thingspace")
    THINGSPACE,
    @JsonProperty("xtremepush")
    XTREMEPUSH,
    @JsonProperty("graph")
    GRAPH,
    @JsonProperty("unknown")
    UNKNOWN;

    /** The name of a provider. */
    public static ProviderName of(Provider provider) {
        return switch (provider) {
            case THINGSPACE -> THINGSPACE;
            case XTREMEPUSH -> XTREMEPUSH;
            case GRAPH -> GRAPH;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
