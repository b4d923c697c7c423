package io.telltale.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** The partition of a record's key, by the default partitioner of Kafka's producers. */
public final class KeyPartition {

    private KeyPartition() {}

    /** murmur2 of the key in UTF-8, modulo the number of partitions. */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }
}
