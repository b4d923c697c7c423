package io.telltale.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void letsTheOperatorWinOverOurChoices() {
        var kafka =
                KafkaSettings.read(Settings.of(Map.of("TELLTALE_KAFKA_PROPERTIES_LINGER_MS", "5")));

        assertThat(kafka.client(Map.of("linger.ms", 0, "acks", "all")))
                .isEqualTo(
                        Map.of(
                                "bootstrap.servers",
                                "127.0.0.1:9092",
                                "linger.ms",
                                "5",
                                "acks",
                                "all"));
    }

    @Test
    void doesNotShowTheValuesOfProperties() {
        var kafka =
                KafkaSettings.read(
                        Settings.of(
                                Map.of("TELLTALE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "hunter2")));

        assertThat(kafka.toString()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }
}
