package io.telltale.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.providers.xtremepush.PushCredentials;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.settings.VariableReader;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollerSettingsTest {

    private static final Map<String, String> FULL =
            Map.ofEntries(
                    Map.entry("TELLTALE_THINGSPACE_URL", "http://127.0.0.1:8090/"),
                    Map.entry("TELLTALE_THINGSPACE_ACCOUNTS", "0000123456-00001"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_KEY", "k"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_SECRET", "s"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_USERNAME", "u"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_PASSWORD", "p"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_USERNAME", "cu"),
                    Map.entry("TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_PASSWORD", "cp"),
                    Map.entry("TELLTALE_CALLBACK_URL", "http://127.0.0.1:9001"),
                    Map.entry("TELLTALE_XTREMEPUSH_PROJECTS", "demo"),
                    Map.entry("TELLTALE_XTREMEPUSH_DEMO_APPTOKEN", "a"),
                    Map.entry(
                            "TELLTALE_SEAL_KEY", Base64.getEncoder().encodeToString(new byte[32])),
                    Map.entry("TELLTALE_GRAPH_ACCOUNTS", "demo"),
                    Map.entry("TELLTALE_GRAPH_DEMO_CLIENT_ID", "c"),
                    Map.entry("TELLTALE_GRAPH_DEMO_CLIENT_SECRET", "cs"),
                    Map.entry("TELLTALE_GRAPH_DEMO_REFRESH_TOKEN", "r"));

    @Test
    void itsVariablesAreThoseThatAreDeclared() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_THINGSPACE_ACCOUNTS", "x1",
                                "TELLTALE_XTREMEPUSH_PROJECTS", "x1,x2,x3",
                                "TELLTALE_XTREMEPUSH_X2_CLIENT_ID", "client",
                                "TELLTALE_XTREMEPUSH_X3_CLIENT_ID", "client",
                                "TELLTALE_XTREMEPUSH_X3_PRIVATE_KEY", "key",
                                "TELLTALE_GRAPH_ACCOUNTS", "x1"));

        PollerSettings.read(settings);

        assertThat(settings.asked())
                .filteredOn(name -> name.startsWith("TELLTALE_")) // proxies have names of their own
                .extracting(name -> name.replaceAll("_X[123]_", "_*_"))
                .containsOnly(VariableReader.POLLER.names().toArray(String[]::new));
    }

    @Test
    void withoutVariablesThereIsNothingToPoll() {
        var settings = read(Map.of());

        assertThat(settings.tasks()).isEmpty();
        assertThat(settings.thingSpace()).isEmpty();
    }

    @Test
    void everyVariableIsRead() {
        var settings = read(FULL);

        var account = only(settings.thingSpace());
        assertThat(account.url()).hasToString("http://127.0.0.1:8090");
        assertThat(account.credentials().key()).isEqualTo("k");
        assertThat(account.credentials().password().reveal()).isEqualTo("p");
        assertThat(account.callbackPassword().reveal()).isEqualTo("cp");
        assertThat(only(settings.xtremepush()).credentials())
                .isInstanceOfSatisfying(
                        PushCredentials.Apptoken.class,
                        token -> assertThat(token.apptoken().reveal()).isEqualTo("a"));
        assertThat(only(settings.xtremepush()).url())
                .isEqualTo(URI.create("https://external-api.xtremepush.com"));
        assertThat(only(settings.graph()).refreshToken().reveal()).isEqualTo("r");
    }

    @Test
    void everythingMissingIsListedAtOnce() {
        var missing = new HashMap<>(FULL);
        missing.remove("TELLTALE_THINGSPACE_0000123456_00001_SECRET");
        missing.remove("TELLTALE_XTREMEPUSH_DEMO_APPTOKEN");
        missing.put("TELLTALE_CALLBACK_URL", "nowhere");

        assertThatThrownBy(() -> read(missing))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("3 faults")
                .hasMessageContaining("00001_SECRET")
                .hasMessageContaining("APPTOKEN")
                .hasMessageContaining("TELLTALE_CALLBACK_URL");
    }

    @Test
    void aProjectLetsUsInByClientIdAndSecret_orKey_andItsRegionChoosesTheHost() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key =
                Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        var settings =
                read(
                        Map.of(
                                "TELLTALE_XTREMEPUSH_PROJECTS", "one,two",
                                "TELLTALE_XTREMEPUSH_ONE_CLIENT_ID", "c",
                                "TELLTALE_XTREMEPUSH_ONE_CLIENT_SECRET", "s",
                                "TELLTALE_XTREMEPUSH_ONE_REGION", "US",
                                "TELLTALE_XTREMEPUSH_TWO_CLIENT_ID", "c",
                                "TELLTALE_XTREMEPUSH_TWO_PRIVATE_KEY",
                                        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----"
                                                .formatted(key),
                                "TELLTALE_XTREMEPUSH_TWO_KEY_ID", "k",
                                "TELLTALE_XTREMEPUSH_TWO_URL", "http://127.0.0.1:1"));

        var one = settings.xtremepush().get("one");
        var two = settings.xtremepush().get("two");

        assertThat(one).isNotNull();
        assertThat(two).isNotNull();
        assertThat(one.credentials()).isInstanceOf(PushCredentials.ClientSecret.class);
        assertThat(one.url()).isEqualTo(URI.create("https://api.us.xtremepush.com"));
        assertThat(two.credentials()).isInstanceOf(PushCredentials.PrivateKey.class);
        assertThat(two.url()).isEqualTo(URI.create("http://127.0.0.1:1"));
    }

    @Test
    void whatIsWrongWithAProjectIsSaid_withoutItsKey() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "TELLTALE_XTREMEPUSH_PROJECTS", "one,two",
                                        "TELLTALE_XTREMEPUSH_ONE_CLIENT_ID", "c",
                                        "TELLTALE_XTREMEPUSH_ONE_APPTOKEN", "s3cret",
                                        "TELLTALE_XTREMEPUSH_ONE_REGION", "MARS",
                                        "TELLTALE_XTREMEPUSH_TWO_CLIENT_ID", "c",
                                        "TELLTALE_XTREMEPUSH_TWO_PRIVATE_KEY", "s3cret")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("4 faults")
                .hasMessageContaining("ONE_CLIENT_ID must be left out beside APPTOKEN")
                .hasMessageContaining("ONE_CLIENT_SECRET")
                .hasMessageContaining("ONE_REGION must be EU or US")
                .hasMessageContaining("TWO_PRIVATE_KEY must be an RSA key")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aGraphAccountIsAskedOftenEnoughForItsSignIn() {
        var settings = new HashMap<>(FULL);
        settings.put("TELLTALE_GRAPH_DEMO_REQUESTS_PER_MINUTE", "29");

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TELLTALE_GRAPH_DEMO_REQUESTS_PER_MINUTE must be")
                .hasMessageContaining("30");
    }

    @Test
    void aGraphAccountNeedsASealKey() {
        var without = new HashMap<>(FULL);
        without.remove("TELLTALE_SEAL_KEY");

        assertThatThrownBy(() -> read(without))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TELLTALE_SEAL_KEY must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "no-base64-s3cret!", "AAAA"})
    void aSealKeyIs32Bytes_andIsNotQuoted(String wrong) {
        var settings = new HashMap<>(FULL);
        settings.put("TELLTALE_SEAL_KEY", wrong);
        settings.put("TELLTALE_SEAL_KEY_PREVIOUS", wrong);

        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("2 faults")
                .hasMessageNotContaining(wrong);
    }

    private static <T> T only(Map<String, T> accounts) {
        assertThat(accounts).hasSize(1);
        return accounts.values().iterator().next();
    }

    private static PollerSettings read(Map<String, String> environment) {
        var settings = Settings.of(environment);
        var read = PollerSettings.read(settings);
        settings.refuseIfFaulty();
        return read;
    }
}
