package io.telltale.simulator.ledger;

import java.util.Set;
import java.util.stream.Stream;

/** The facts that a provider would answer now to requests for everything. */
public interface CurrentFacts {

    /** The systems that the facts are of. */
    Set<SystemName> systems();

    /** All facts as they are now; the stream is read once. */
    Stream<Fact> now();
}
