package io.telltale.streams.topology;

import io.telltale.streams.encoding.EncodedSize;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a step is about to write or send, looked at before its first write: once sent, a record that
 * is too large would end the transaction it is part of, each time anew.
 */
final class Sendable {

    private Sendable() {}

    /**
     * The same record.
     *
     * @throws Unusable if brokers would not take it
     */
    static <R extends SpecificRecordBase> R required(R record) {
        if (EncodedSize.isTooLarge(record)) {
            throw new Unusable(Unusable.Fault.TOO_LARGE);
        }
        return record;
    }

    /** The same for all that a record comes to. The row of an event is smaller than its entry. */
    static Filed required(Filed filed) {
        filed.entries().forEach(Sendable::required);
        filed.parts().forEach(Sendable::required);
        return filed;
    }
}
