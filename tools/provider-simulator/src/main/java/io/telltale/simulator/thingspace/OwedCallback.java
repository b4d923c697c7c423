package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.telltale.simulator.ledger.Source;
import java.util.List;

/**
 * A callback that was promised to a listener.
 *
 * @param source where its facts are in the ledger
 * @param identities the facts it tells, acknowledged when it is answered with 2xx
 * @param deviceResponse the member of the envelope that carries the result
 * @param repeats whether it is sent once more after it was accepted
 */
record OwedCallback(
        String requestId,
        Source source,
        String service,
        List<String> identities,
        JsonNode deviceResponse,
        boolean repeats) {

    OwedCallback {
        identities = List.copyOf(identities);
    }
}
