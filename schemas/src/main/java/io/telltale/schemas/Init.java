package io.telltale.schemas;

import io.telltale.schemas.serde.IncompatibleSchemaException;
import io.telltale.schemas.serde.RegistryUnavailableException;
import io.telltale.schemas.serde.SchemaRegistration;
import io.telltale.schemas.serde.SerdeSettings;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.topic.KafkaSettings;
import io.telltale.schemas.topic.TopicAdmin;
import io.telltale.schemas.topic.TopicLayout;
import io.telltale.schemas.topic.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job that runs once before the services: creates the topics that are missing, registers the
 * schemas, and logs where existing topics differ from what is declared.
 *
 * <p>Safe to repeat. Exit code 0 = all is as declared, 1 = brokers or registry do not answer or
 * differ, 2 = the configuration is wrong.
 */
public final class Init {

    private static final Logger LOG = LoggerFactory.getLogger(Init.class);

    private final KafkaSettings kafka;
    private final TopicLayout layout;
    private final SerdeSettings serdes;

    private Init(Settings settings) {
        this.kafka = KafkaSettings.read(settings);
        this.layout = TopicLayout.read(settings);
        this.serdes = SerdeSettings.read(settings);
        settings.warnings().forEach(LOG::warn);
        settings.refuseIfFaulty();
    }

    /** Runs the job with the variables of the process. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** Runs the job and returns its exit code. */
    public static int run(Map<String, String> environment) {
        try {
            return new Init(Settings.of(environment)).prepare();
        } catch (InvalidSettingsException e) {
            LOG.error("{}", e.getMessage());
            return 2;
        } catch (KafkaException e) {
            LOG.error("topics and schemas are not ready: {}", e.getMessage());
            return 1;
        }
    }

    private int prepare() {
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            var topics = new TopicAdmin(admin, layout);
            topics.createMissing().forEach(name -> LOG.info("created topic {}", name));
            var differences = topics.differences();
            differences.forEach(difference -> LOG.error("{}", difference));
            registerSchemas();
            return differences.isEmpty() ? 0 : 1;
        }
    }

    /**
     * Registers every schema.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     * @throws IncompatibleSchemaException if a schema breaks its subject's rule
     */
    private void registerSchemas() {
        var registration = new SchemaRegistration(serdes);
        Topics.ALL.forEach(topic ->
                registration.register(
                        layout.nameOf(topic), SpecificData.get().getSchema(topic.value())));
    }
}
