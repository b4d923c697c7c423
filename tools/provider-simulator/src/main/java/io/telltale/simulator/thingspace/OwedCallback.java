package io.telltale.simulator.thingspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.simulator.ledger.Source;
import java.util.List;

/**
 * A callback that was promised to a listener.
 *
 * @param source where its facts are in the ledger
 * @param identities the facts it tells, acknowledged when it is answered with 2xx
 * @param members what it tells, beside the members of the envelope
 * @param repeats whether it is sent once more after it was accepted
 */
record OwedCallback(
        String requestId,
        Source source,
        String service,
        List<String> identities,
        ObjectNode members,
        boolean repeats) {

    OwedCallback {
        identities = List.copyOf(identities);
    }
}
