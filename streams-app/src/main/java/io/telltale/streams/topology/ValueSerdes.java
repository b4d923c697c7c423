package io.telltale.streams.topology;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** How records look on the topics that others read and write. */
@FunctionalInterface
public interface ValueSerdes {

    /** A serde for the values of a topic. */
    <T extends SpecificRecord> Serde<T> serde(Class<T> type);
}
