package io.telltale.streams.step;

import io.telltale.streams.encoding.EncodedSize;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Refuses records that brokers would not take, before a step writes anything: once sent, such a
 * record would abort its transaction, again after every restart.
 */
public final class RecordSizeGuard {

    private RecordSizeGuard() {}

    /**
     * Returns the same record.
     *
     * @throws UnprocessableRecordException with {@code TOO_LARGE} if brokers would not take it
     */
    public static <R extends SpecificRecordBase> R required(R value) {
        if (EncodedSize.isTooLarge(value)) {
            throw new UnprocessableRecordException(UnprocessableRecordException.Fault.TOO_LARGE);
        }
        return value;
    }
}
