package io.telltale.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Properties of the broker. */
final class BrokerTest {

    @Test
    void usesPropertiesThatKafkaKnows_andListensOnLoopbackOnly() {
        var properties = Broker.properties(Path.of("any"), 9092, 19092, Map.of());

        assertThat(CollectionConverters.asJava(KafkaConfig.configNames()))
                .containsAll(properties.keySet());
        assertThat(properties.get("listeners"))
                .isEqualTo("PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:19092");
    }

    @Test
    void takesAnyBrokerPropertyFromTheEnvironment_overItsOwn() {
        var variables =
                Map.of(
                        "TELLTALE_BROKER_PROPERTIES_LOG_RETENTION_CHECK_INTERVAL_MS", "1000",
                        "TELLTALE_BROKER_PROPERTIES_NUM_IO_THREADS", "3",
                        "TELLTALE_PORT", "1");

        var own = Broker.ownProperties(variables);

        assertThat(own)
                .containsOnly(
                        Map.entry("log.retention.check.interval.ms", "1000"),
                        Map.entry("num.io.threads", "3"));
        assertThat(Broker.properties(Path.of("any"), 9092, 19092, own)).containsAllEntriesOf(own);
    }
}
