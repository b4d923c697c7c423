package io.telltale.streams.register;

import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RegisterUpdate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Repartition topics and state stores of identity. */
public final class RegisterTopics {

    /** Observations on their way to the task of the named ref. Key: the named ref. */
    public static final String OBSERVATIONS = "observations";

    /** Facts on their way to the one task of the register. Key: a carrier, or two refs. */
    public static final String UPDATES = "register-updates";

    /** The register's store. */
    public static final String REGISTER = "register";

    private RegisterTopics() {}

    /** How observations are repartitioned, into as many partitions as events have. */
    public static Repartitioned<String, Observation> observations(int partitions) {
        return Repartitioned.<String, Observation>as(OBSERVATIONS)
                .withKeySerde(Serdes.String())
                .withValueSerde(StoredRecord.serde(Observation.class))
                .withNumberOfPartitions(partitions);
    }

    /** How updates are repartitioned: into one partition, because the register is one task. */
    public static Repartitioned<String, RegisterUpdate> updates() {
        return Repartitioned.<String, RegisterUpdate>as(UPDATES)
                .withKeySerde(Serdes.String())
                .withValueSerde(StoredRecord.serde(RegisterUpdate.class))
                .withNumberOfPartitions(1);
    }
}
