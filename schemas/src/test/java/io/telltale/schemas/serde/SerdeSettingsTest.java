package io.telltale.schemas.serde;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerdeSettingsTest {

    private static final String OURS = "io.telltale.schemas.serde.";
    private static final String PROPERTY = "TELLTALE_REGISTRY_PROPERTIES_";
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
    void completesWhatConfluentsClientWantsBesides() {
        var settings =
                SerdeSettings.read(
                        Settings.of(
                                Map.of(
                                        PROPERTY + "BASIC_AUTH_USER_INFO",
                                        "joe:secret",
                                        PROPERTY + "SCHEMA_REGISTRY_SSL_TRUSTSTORE_CERTIFICATES",
                                        "PEM text",
                                        "TELLTALE_SERDE_SERIALIZER",
                                        CONFLUENTS + "KafkaAvroSerializer",
                                        "TELLTALE_REGISTRY_URL",
                                        "https://one.example.org, https://two.example.org/")));

        assertThat(settings.forSerdes())
                .containsEntry(
                        "schema.registry.url", "https://one.example.org,https://two.example.org")
                .containsEntry("basic.auth.credentials.source", "USER_INFO")
                .containsEntry("schema.registry.ssl.truststore.type", "PEM");
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC_AUTH_USERINFO, BASIC_AUTH_USER_INFO",
        "SSL_TRUSTSTORE_LOCATION, SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION",
        "SCHEMA_REGISTRY_SSL_TRUSTSTORE_PASWORD, SCHEMA_REGISTRY_SSL_TRUSTSTORE_PASSWORD",
        "AUTO_REGISTER_SCHEMA, AUTO_REGISTER_SCHEMAS"
    })
    void refusesAPropertyThatOurClassesDoNotKnow_withTheNearestOne(String given, String meant) {
        assertThat(faults(Map.of(PROPERTY + given, "hunter2")))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith(PROPERTY + given + " must be")
                .contains("did you mean " + PROPERTY + meant + "?")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAPropertyThatIsNearNothing() {
        assertThat(faults(Map.of(PROPERTY + "USE_LATEST_VERSION", "true")))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("use.latest.version")
                .doesNotContain("did you mean");
    }

    @Test
    void passesEveryPropertyToOtherClasses() {
        var variables = new HashMap<String, String>();
        variables.put("TELLTALE_SERDE_SERIALIZER", CONFLUENTS + "KafkaAvroSerializer");
        variables.put("TELLTALE_SERDE_DESERIALIZER", CONFLUENTS + "KafkaAvroDeserializer");
        variables.put(PROPERTY + "USE_LATEST_VERSION", "true");
        variables.put(PROPERTY + "BEARER_AUTH_CREDENTIALS_SOURCE", "OAUTHBEARER");

        assertThat(faults(variables)).isEmpty();
        assertThat(SerdeSettings.read(Settings.of(variables)).forSerdes())
                .containsEntry("use.latest.version", "true")
                .containsEntry("bearer.auth.credentials.source", "OAUTHBEARER");
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC_AUTH_CREDENTIALS_SOURCE=SASL_INHERIT, BASIC_AUTH_CREDENTIALS_SOURCE",
        "BASIC_AUTH_CREDENTIALS_SOURCE=USER_INFO, BASIC_AUTH_USER_INFO",
        "BASIC_AUTH_USER_INFO=hunter2, BASIC_AUTH_USER_INFO",
        "BEARER_AUTH_CREDENTIALS_SOURCE=OAUTHBEARER, BEARER_AUTH_CREDENTIALS_SOURCE",
        "BEARER_AUTH_CREDENTIALS_SOURCE=STATIC_TOKEN, BEARER_AUTH_TOKEN",
        "AUTO_REGISTER_SCHEMAS=yes, AUTO_REGISTER_SCHEMAS",
        "SCHEMA_REGISTRY_URL=http://registry, SCHEMA_REGISTRY_URL",
        "SCHEMA_REGISTRY_SSL_TRUSTSTORE_LOCATION=/no/such/file, SCHEMA_REGISTRY_SSL_*"
    })
    void refusesWhatCannotBeUsed_andDoesNotRepeatSecrets(String given, String named) {
        var parts = given.split("=", 2);

        assertThat(faults(Map.of(PROPERTY + parts[0], parts[1])))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith(PROPERTY + named + " must be")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesTwoKindsOfCredentials() {
        assertThat(
                        faults(
                                Map.of(
                                        PROPERTY + "BASIC_AUTH_USER_INFO",
                                        "joe:hunter2",
                                        PROPERTY + "BEARER_AUTH_TOKEN",
                                        "hunter2")))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith(PROPERTY + "BEARER_AUTH_TOKEN must be left out")
                .doesNotContain("hunter2");
    }

    @Test
    void namesAnAddressThatIsNone() {
        assertThat(faults(Map.of("TELLTALE_REGISTRY_URL", "http://one,two")))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith("TELLTALE_REGISTRY_URL must be an http or https address, was two");
    }

    private static List<String> faults(Map<String, String> variables) {
        var settings = Settings.of(variables);
        SerdeSettings.read(settings);
        try {
            settings.refuseIfFaulty();
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.faults();
        }
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
