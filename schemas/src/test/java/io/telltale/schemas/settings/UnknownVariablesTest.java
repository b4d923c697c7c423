package io.telltale.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "TELLTALE_KAFKA_BOOSTRAP, TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
        "TELLTALE_KAFKA_BOOTSTRAP_SERVER, TELLTALE_KAFKA_BOOTSTRAP_SERVERS",
        "TELLTALE_KAFKA_PROPERTY_SECURITY_PROTOCOL, TELLTALE_KAFKA_PROPERTIES_…",
        "TELLTALE_POLL_TASKS, TELLTALE_POLL_TASKS_FILE",
        "TELLTALE_REGISTRY_URLS, TELLTALE_REGISTRY_URL",
        "TELLTALE_SEALKEY_FILE, TELLTALE_SEAL_KEY_FILE",
        "TELLTALE_GRAPH_DEMO_CLIENT_IDS, TELLTALE_GRAPH_…_CLIENT_ID"
    })
    void aMistypedNameIsNamedWithTheNearestOne(String given, String meant) {
        assertThat(warnings(Map.of(given, "hunter2")))
                .containsExactly(given + " is not known; did you mean " + meant + "?");
    }

    @Test
    void aNameThatIsNearNothingIsNamedToo_andNoValueIsShown() {
        assertThat(warnings(Map.of("TELLTALE_XYZZY", "hunter2")))
                .containsExactly("TELLTALE_XYZZY is not known and has no effect");
    }

    @Test
    void whereAccountsAreListed_variablesOfAnotherAccountAreUnknown() {
        var given = new HashMap<String, String>();
        given.put("TELLTALE_THINGSPACE_ACCOUNTS", "0000123456-00001, 0000123456-00002");
        given.put("TELLTALE_THINGSPACE_0000123456_00002_REQUESTS_PER_MINUTE", "60");
        given.put("TELLTALE_THINGSPACE_000123456_00001_REQUESTS_PER_MINUTE", "60");

        assertThat(warnings(given))
                .containsExactly(
                        "TELLTALE_THINGSPACE_000123456_00001_REQUESTS_PER_MINUTE is not known; did"
                                + " you mean TELLTALE_THINGSPACE_0000123456_00001_REQUESTS_PER_MINUTE?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TELLTALE_PORT",
                "TELLTALE_DATA",
                "TELLTALE_SEAL_KEY",
                "TELLTALE_SEAL_KEY_FILE",
                "TELLTALE_CALLBACK_TRUSTED_PROXIES",
                "TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_PASSWORD_FILE",
                "TELLTALE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG_FILE",
                "TELLTALE_SIMULATOR_DEVICES",
                "TELLTALE_BROKER_PROPERTIES_LOG_DIRS",
                "TELLTALE_JAVA_HOME",
                "KAFKA_BOOSTRAP"
            })
    void whatAnyPartOfTelltaleReadsIsKnown(String name) {
        assertThat(warnings(Map.of(name, "x"))).isEmpty();
    }

    @Test
    void whatKubernetesAddsForServicesOfThatNameIsNotWarnedAbout() {
        var given = new HashMap<String, String>();
        given.put("TELLTALE_PORT", "tcp://10.96.0.12:8080");
        given.put("TELLTALE_PORT_8080_TCP", "tcp://10.96.0.12:8080");
        for (var service : List.of("TELLTALE", "TELLTALE_POLLER")) {
            given.put(service + "_SERVICE_HOST", "10.96.0.12");
            given.put(service + "_SERVICE_PORT", "8080");
            given.put(service + "_SERVICE_PORT_HTTP", "8080");
            given.put(service + "_PORT_8080_TCP_ADDR", "10.96.0.12");
            given.put(service + "_PORT_8080_TCP_PORT", "8080");
            given.put(service + "_PORT_8080_TCP_PROTO", "tcp");
        }

        assertThat(warnings(given)).isEmpty();
    }

    private static List<String> warnings(Map<String, String> environment) {
        return Settings.of(environment).warnings();
    }
}
