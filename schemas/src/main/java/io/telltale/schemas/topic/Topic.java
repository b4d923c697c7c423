package io.telltale.schemas.topic;

import org.apache.avro.specific.SpecificRecord;

/**
 * A Kafka topic and what the code must know of it. Keys are readable text in UTF-8 on every topic.
 *
 * @param name name without the prefix of an environment
 * @param value class of its Avro records
 * @param retention how long its records are kept
 * @param readers its audience
 * @param <V> class of its Avro records
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> value, Retention retention, Audience readers) {

    /** CloudEvents type of its records: reverse domain, then the topic's name. */
    public String eventType() {
        return "io.telltale." + name;
    }
}
