package io.telltale.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.callback.verify.CallbackSettings;
import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import io.telltale.schemas.settings.VariableReader;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void itsVariablesAreThoseThatAreDeclared() {
        var settings = Settings.of(Map.of("TELLTALE_THINGSPACE_ACCOUNTS", "x1"));

        CallbackSettings.read(settings);

        assertThat(settings.asked())
                .extracting(name -> name.replace("_X1_", "_*_"))
                .containsOnly(VariableReader.CALLBACK.names().toArray(String[]::new));
    }

    @Test
    void trustsThePublishedAddresses_unlessConfigured() {
        var settings = CallbackSettings.read(Settings.of(Map.of()));

        assertThat(settings.mayConnect(InetAddress.ofLiteral("54.200.43.232"))).isTrue();
        assertThat(settings.mayConnect(InetAddress.getLoopbackAddress())).isFalse();
    }

    @Test
    void listsAllThatIsWrong() {
        var settings =
                Settings.of(
                        Map.of(
                                "TELLTALE_CALLBACK_TRUSTED_SOURCES", "127.0.0.1, verizon.example",
                                "TELLTALE_CALLBACK_TRUSTED_PROXIES", "10.0.0.0/8,10.0.0.1/8",
                                "TELLTALE_THINGSPACE_ACCOUNTS", "0000123456-00001"));

        CallbackSettings.read(settings);

        assertThatThrownBy(settings::refuseIfFaulty)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("4 faults")
                .hasMessageContaining("verizon.example")
                .hasMessageContaining("TELLTALE_CALLBACK_TRUSTED_PROXIES")
                .hasMessageContaining("was 10.0.0.1/8")
                .hasMessageContaining("TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_USERNAME")
                .hasMessageContaining("TELLTALE_THINGSPACE_0000123456_00001_CALLBACK_PASSWORD");
    }
}
