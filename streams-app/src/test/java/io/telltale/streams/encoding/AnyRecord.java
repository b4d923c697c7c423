package io.telltale.streams.encoding;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serde;

/** The encoding of stored records for those that are not stored, such as records of topics. */
public final class AnyRecord {

    private AnyRecord() {}

    public static <T extends SpecificRecordBase> Serde<T> serde(Class<T> type) {
        return new StoredRecord<>(type).serde();
    }
}
