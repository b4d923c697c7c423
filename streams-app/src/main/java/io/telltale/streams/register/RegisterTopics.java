package io.telltale.streams.register;

import io.telltale.schemas.topic.StreamsNames.RepartitionTopic;
import io.telltale.streams.encoding.StoredRecord;
import io.telltale.streams.record.Observation;
import io.telltale.streams.record.RegisterUpdate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Repartitioned;

/** How the records of identity are repartitioned. */
public final class RegisterTopics {

    private RegisterTopics() {}

    /** How observations are repartitioned, into as many partitions as events have. */
    public static Repartitioned<String, Observation> observations(int partitions) {
        return Repartitioned.<String, Observation>as(RepartitionTopic.OBSERVATIONS.label())
                .withKeySerde(Serdes.String())
                .withValueSerde(StoredRecord.serde(Observation.class))
                .withNumberOfPartitions(partitions);
    }

    /** How updates are repartitioned: into one partition, because the register is one task. */
    public static Repartitioned<String, RegisterUpdate> updates() {
        return Repartitioned.<String, RegisterUpdate>as(RepartitionTopic.REGISTER_UPDATES.label())
                .withKeySerde(Serdes.String())
                .withValueSerde(StoredRecord.serde(RegisterUpdate.class))
                .withNumberOfPartitions(1);
    }
}
