package io.telltale.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerSettingsTest {

    private static HttpServerSettings read(Map<String, String> variables) {
        var settings = Settings.of(variables);
        var edge = HttpServerSettings.read(settings, 9001, "/callbacks/");
        settings.refuseIfFaulty();
        return edge;
    }

    @Test
    void listensOnLoopbackOnly_unlessConfigured() {
        assertThat(read(Map.of()))
                .returns("127.0.0.1", HttpServerSettings::host)
                .returns(9001, HttpServerSettings::port)
                .returns(19001, HttpServerSettings::managementPort);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "no such host"})
    void refusesAnotherAddressThanLoopback_whenNoTokenIsConfigured(String host) {
        assertThatThrownBy(() -> read(Map.of("TELLTALE_HOST", host)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TELLTALE_HOST must be a loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TELLTALE_READ_TOKENS", "TELLTALE_ADMIN_TOKENS"})
    void listensAnywhere_whenATokenIsConfigured(String tokens) {
        var variables = Map.of("TELLTALE_HOST", "0.0.0.0", tokens, "token");

        assertThatCode(() -> read(variables)).doesNotThrowAnyException();
    }

    @Test
    void listensAnywhere_whenConfiguredToBeInsecure() {
        var variables = Map.of("TELLTALE_HOST", "0.0.0.0", "TELLTALE_INSECURE", "true");

        assertThatCode(() -> read(variables)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "55536", "-1", "many"})
    void refusesAPortThatLeavesNoRoomForManagement(String port) {
        assertThatThrownBy(() -> read(Map.of("TELLTALE_PORT", port)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("TELLTALE_PORT must be a whole number from 1 to 55535");
    }

    @Test
    void neverPrintsAToken() {
        var edge = read(Map.of("TELLTALE_READ_TOKENS", "r-1", "TELLTALE_ADMIN_TOKENS", "a-1"));

        assertThat(edge.toString()).doesNotContain("r-1", "a-1");
    }
}
