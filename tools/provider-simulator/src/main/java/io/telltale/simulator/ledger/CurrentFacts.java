package io.telltale.simulator.ledger;

import java.util.Set;
import java.util.stream.Stream;

/** What a provider would tell if it were asked about everything now. */
public interface CurrentFacts {

    /** Whose facts they are. */
    Set<SystemName> systems();

    /** All facts as they are now; the stream is read once. */
    Stream<Current> now();

    /**
     * A fact as it is now.
     *
     * @param content the same members as in the ledger
     */
    record Current(FactSource source, Object content) {}
}
