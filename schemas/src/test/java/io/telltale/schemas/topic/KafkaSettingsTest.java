package io.telltale.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACKS",
                "APPLICATION_ID",
                "AUTO_OFFSET_RESET",
                "BOOTSTRAP_SERVERS",
                "DELIVERY_TIMEOUT_MS",
                "ENABLE_AUTO_COMMIT",
                "ENABLE_IDEMPOTENCE",
                "GROUP_ID",
                "ISOLATION_LEVEL",
                "KEY_DESERIALIZER",
                "KEY_SERIALIZER",
                "MAX_BLOCK_MS",
                "PROCESSING_GUARANTEE",
                "REQUEST_TIMEOUT_MS",
                "TRANSACTIONAL_ID",
                "VALUE_DESERIALIZER",
                "VALUE_SERIALIZER",
                "CONSUMER_ISOLATION_LEVEL",
                "MAIN_CONSUMER_AUTO_OFFSET_RESET"
            })
    void refusesWhatCorrectnessRestsOn_withoutShowingTheValue(String property) {
        var name = "TELLTALE_KAFKA_PROPERTIES_" + property;
        var settings = Settings.of(Map.of(name, "hunter2"));

        KafkaSettings.read(settings);

        assertThatThrownBy(settings::refuseIfFaulty)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(name + " must be left out")
                .hasMessageContaining("is kept for Telltale")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void takesWhatIsOnlyAlikeInName() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_KAFKA_PROPERTIES_METADATA_MAX_AGE_MS", "1",
                                "TELLTALE_KAFKA_PROPERTIES_CLIENT_ID", "b",
                                "TELLTALE_KAFKA_PROPERTIES_MAX_REQUEST_SIZE", "2"));

        assertThat(KafkaSettings.read(settings).properties())
                .containsOnlyKeys("metadata.max.age.ms", "client.id", "max.request.size");
        settings.refuseIfFaulty();
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
