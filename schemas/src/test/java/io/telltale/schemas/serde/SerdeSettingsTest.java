package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerdeSettingsTest {

    private static final String OURS = "io.telltale.schemas.serde.";
    private static final String CONFLUENTS = "io.confluent.kafka.serializers.";

    @Test
    void namesOurClasses_byDefault() {
        var settings = SerdeSettings.read(Settings.of(Map.of()));

        assertThat(settings.serializer()).isEqualTo(OURS + "AvroRecordSerializer");
        assertThat(settings.deserializer()).isEqualTo(OURS + "AvroRecordDeserializer");
        assertThat(settings.forSerdes())
                .isEqualTo(
                        Map.of(
                                "schema.registry.url",
                                "http://127.0.0.1:8081/apis/ccompat/v7",
                                "auto.register.schemas",
                                false,
                                "specific.avro.reader",
                                true));
    }

    @Test
    void takesWhatIsSet() {
        var settings =
                SerdeSettings.read(
                        Settings.of(
                                Map.of(
                                        "TELLTALE_SERDE_SERIALIZER",
                                        CONFLUENTS + "KafkaAvroSerializer",
                                        "TELLTALE_SERDE_DESERIALIZER",
                                        CONFLUENTS + "KafkaAvroDeserializer",
                                        "TELLTALE_REGISTRY_URL",
                                        "https://registry.example.org/",
                                        "TELLTALE_REGISTRY_CACHE_FILE",
                                        "ids.json",
                                        "TELLTALE_REGISTRY_PROPERTIES_AUTO_REGISTER_SCHEMAS",
                                        "true")));

        assertThat(settings.serializer()).isEqualTo(CONFLUENTS + "KafkaAvroSerializer");
        assertThat(settings.deserializer()).isEqualTo(CONFLUENTS + "KafkaAvroDeserializer");
        assertThat(settings.forSerdes())
                .containsEntry("schema.registry.url", "https://registry.example.org")
                .containsEntry("telltale.registry.cache.file", "ids.json")
                .containsEntry("auto.register.schemas", "true");
    }

    @Test
    void doesNotShowTheValuesOfProperties() {
        var settings =
                SerdeSettings.read(
                        Settings.of(
                                Map.of(
                                        "TELLTALE_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO",
                                        "joe:hunter2")));

        assertThat(settings.toString()).contains("basic.auth.user.info").doesNotContain("hunter2");
    }
}
