package io.telltale.providers.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.schemas.settings.InvalidSettingsException;
import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPS_PROXY=http://p.test:1|https://a.test|the proxy p.test:1 of HTTPS_PROXY",
                "https_proxy=p.test:1|https://a.test|the proxy p.test:1 of https_proxy",
                "https_proxy=http://l.test:1;HTTPS_PROXY=http://u.test:1|https://a.test|the proxy l.test:1 of https_proxy",
                "https_proxy= ;HTTPS_PROXY=http://u.test:1|https://a.test|the proxy u.test:1 of HTTPS_PROXY",
                "HTTP_PROXY=http://p.test:1/|http://a.test|the proxy p.test:1 of HTTP_PROXY",
                "HTTP_PROXY=http://p.test:1|https://a.test|",
                "HTTPS_PROXY=http://p.test:1|http://a.test|",
                "TELLTALE_PROVIDER_PROXY=http://o.test:1;HTTPS_PROXY=http://p.test:1|https://a.test|the proxy o.test:1 of TELLTALE_PROVIDER_PROXY",
                "TELLTALE_PROVIDER_PROXY=http://o.test:1|http://a.test|the proxy o.test:1 of TELLTALE_PROVIDER_PROXY",
                "TELLTALE_PROVIDER_PROXY=none;HTTPS_PROXY=http://p.test:1|https://a.test|",
                "TELLTALE_PROVIDER_PROXY=None;HTTPS_PROXY=socks5://p.test:1|https://a.test|",
                "TELLTALE_PROVIDER_PROXY=;HTTPS_PROXY=http://p.test:1|https://a.test|",
                "HTTPS_PROXY=http://p.test:1;NO_PROXY=a.test|https://a.test|",
                "HTTPS_PROXY=http://p.test:1;no_proxy=b.test;NO_PROXY=a.test|https://a.test|the proxy p.test:1 of HTTPS_PROXY",
                "TELLTALE_PROVIDER_PROXY=http://o.test:1;NO_PROXY=a.test|https://a.test|",
                "HTTPS_PROXY=http://p.test:1|https://localhost:8443|",
                "HTTPS_PROXY=http://p.test:1|https://127.0.0.9|",
                "HTTP_PROXY=http://p.test:1|http://[::1]:80|",
                "TELLTALE_PROVIDER_PROXY=http://o.test:1|http://127.0.0.1:8090|the proxy o.test:1 of TELLTALE_PROVIDER_PROXY",
                "HTTPS_PROXY=http://u:p@p.test:1|https://a.test|the proxy p.test:1 of HTTPS_PROXY",
                "HTTPS_PROXY=http://[2001:db8::7]:1|https://a.test|the proxy [2001:db8::7]:1 of HTTPS_PROXY"
            })
    void chooseTheProxyOfAnAddress(String variables, URI address, String expected) {
        assertThat(read(variables).to(address).proxy().map(NamedProxy::toString).orElse(null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@p.test:1",
                "socks5://s3cret@p.test:1",
                "http://user:s3cret@p.test",
                "http://user:s3cret",
                "user:s3cret@p.test:0",
                "user:s3cret@p.test:65536",
                "user:s3cret%zz@p.test:1",
                "http://user:s3cret@p.test:1/path"
            })
    void refuseAnAddressThatIsNone_byTheNameOfItsVariableAndWithoutItsPassword(String address) {
        assertThatThrownBy(() -> read("HTTPS_PROXY=" + address))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(
                        "HTTPS_PROXY must be http://[user:password@]host:port (TELLTALE_PROVIDER_PROXY=none uses no proxy), was ")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void sayWhichKindOfProxyCannotBeUsed() {
        assertThatThrownBy(() -> read("TELLTALE_PROVIDER_PROXY=https://p.test:1"))
                .hasMessageContaining("TELLTALE_PROVIDER_PROXY must be")
                .hasMessageEndingWith("was https://…");
    }

    @ParameterizedTest
    @CsvSource({
        "u:p, u, p",
        "u, u, ''",
        "u:, u, ''",
        "u%40corp:p%3Aq, u@corp, p:q",
        "u:p@q, u, p@q",
        "u:a+b, u, a+b"
    })
    void readUserAndPassword(String given, String user, String password) {
        var route =
                read("HTTPS_PROXY=http://" + given + "@p.test:1").to(URI.create("https://a.test"));

        var credentials = route.proxy().orElseThrow().address().credentials().orElseThrow();

        assertThat(credentials.user()).isEqualTo(user);
        assertThat(credentials.password().reveal()).isEqualTo(password);
    }

    private static ProxySettings read(String variables) {
        var environment =
                Arrays.stream(variables.split(";", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var settings = Settings.of(Map.copyOf(environment));
        var read = ProxySettings.read(settings);
        settings.refuseIfFaulty();
        return read;
    }
}
