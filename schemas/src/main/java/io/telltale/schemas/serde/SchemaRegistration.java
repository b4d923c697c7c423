package io.telltale.schemas.serde;

import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers schemas ahead of the first record, with the rule that every later version must keep.
 */
public final class SchemaRegistration {

    private static final String RULE = "FULL_TRANSITIVE";
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

    private final SchemaRegistry registry;

    /** Registers at the configured registry. */
    public SchemaRegistration(SerdeSettings settings) {
        this.registry = new SchemaRegistry(RegistryAccess.of(settings.forSerdes()));
    }

    /**
     * Registers the value schema of a topic; a repeat changes nothing.
     *
     * @param topic name on the brokers
     * @throws IncompatibleSchemaException if an earlier version is not compatible with it both ways
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public void register(String topic, Schema schema) {
        var subject = AvroRecordSerializer.subject(topic, false);
        var id = registry.register(subject, schema);
        registry.setCompatibility(subject, RULE);
        LOG.info("schema {} of {} has id {}", schema.getFullName(), topic, id);
    }
}
